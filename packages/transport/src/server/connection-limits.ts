/** Limits of connections, checked before anything that arrives is read. */
export interface ConnectionLimits {
  /** Connections in all. */
  readonly connections: number;
  /** Connections of one remote address: a class, or everybody behind one router. */
  readonly connectionsPerAddress: number;
  /** How long a connection may take to enter a room, in milliseconds. */
  readonly enterWithin: number;
  /** Messages of one connection. One that sends more is closed. */
  readonly messagesPerMinute: number;
  /** The size of the messages of one connection. One that sends more is closed. */
  readonly bytesPerMinute: number;
  /** What may wait for a page that reads too slowly, in bytes. Beyond it the connection is closed, and the page comes back. */
  readonly unsentBytes: number;
}

/** A page that sends all of a thousand unsettled actions again stays far below them. */
export const defaultConnectionLimits: ConnectionLimits = {
  connections: 10_000,
  connectionsPerAddress: 500,
  enterWithin: 10_000,
  messagesPerMinute: 10_000,
  bytesPerMinute: 16_000_000,
  unsentBytes: 1_000_000,
};
