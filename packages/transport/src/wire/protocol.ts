/** The version of the wire protocol (PROTOCOL.md). It increases when the meaning or shape of a message changes. */
export const PROTOCOL = 5;

/** The size of the largest message that Hero accepts, in bytes of JSON, unless the welcome says another one. */
export const MESSAGE_BYTES = 16_384;

/** The query of a connection's address: known before any message is read. */
export interface Address {
  readonly room: string;
  readonly protocol: string;
  /** The id of the rules that the page runs. */
  readonly rules: string;
}

/** A message as it travels: the name of its Socket.IO event, and its content. */
export type NamedMessage = readonly [name: string, message: unknown];
