/**
 * A command cannot be carried out. The message is for the operator, and is printed without a stack trace.
 */
export class CommandError extends Error {}
