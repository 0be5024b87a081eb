/** The version of the wire protocol (PROTOCOL.md). It increases when the meaning or shape of a message changes. */
export const PROTOCOL = 4;

/** A message as it travels: the name of its Socket.IO event, and its content. */
export type NamedMessage = readonly [name: string, message: unknown];
