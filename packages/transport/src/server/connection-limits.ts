/** Limits of connections, checked before anything that arrives is read. */
export interface ConnectionLimits {
  /** Connections in all. */
  readonly connections: number;
  /** Connections of one remote address: a class, or everybody behind one router. */
  readonly connectionsPerAddress: number;
  /** How long a connection may take to enter a room, in milliseconds. */
  readonly enterWithin: number;
  /** Messages of one connection, where one of more than 1,600 characters counts as several. One that sends more is closed. */
  readonly messagesPerMinute: number;
  /** Messages of one remote address. A new connection counts as 50. */
  readonly messagesPerMinutePerAddress: number;
  /** Messages of all connections. Beyond it, those of the addresses that send most are closed. */
  readonly messagesPerMinuteInAll: number;
  /** What may wait for a page that reads too slowly, in bytes. Beyond it the connection is closed, and the page comes back. */
  readonly unsentBytes: number;
}

/**
 * A page that sends all of a thousand unsettled actions again stays far below them, and so does a class of 40 behind one
 * address whose pages send 25 messages a second each.
 */
export const defaultConnectionLimits: ConnectionLimits = {
  connections: 10_000,
  connectionsPerAddress: 500,
  enterWithin: 10_000,
  messagesPerMinute: 10_000,
  messagesPerMinutePerAddress: 60_000,
  messagesPerMinuteInAll: 600_000,
  unsentBytes: 1_000_000,
};
