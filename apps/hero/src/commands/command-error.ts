/**
 * A command cannot do what it was asked to do. The message is for the operator, and is printed without a stack trace.
 */
export class CommandError extends Error {}
