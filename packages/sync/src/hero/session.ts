import type { Intent } from '../action.ts';
import type { CatchUp, Position, Returning, Welcome } from '../messages.ts';

/** Carries Hero's messages to one page, in order, until it is closed. */
export interface Connection<State, I extends Intent> {
  /** From this call on, and not a line earlier, it receives the room's broadcasts. */
  subscribe(): void;
  welcome(welcome: Welcome<State, I>): void;
  /** The answer to `catchUp`. */
  caughtUp(catchUp: CatchUp<State, I>): void;
  /** An action arrived without its predecessors: send again from this `clientSeq`. */
  sendAgain(from: number): void;
  /** Nothing is recorded for now: send everything unsettled again after `retryAfter` milliseconds. */
  notNow(reason: string, retryAfter: number): void;
  /** Ends it; the page reconnects and joins again. */
  close(): void;
}

/** A page's request to join a room. */
export interface JoinRequest<State, I extends Intent> {
  readonly connection: Connection<State, I>;
  /** Null for a page that only watches. */
  readonly person: string | null;
  /** Null for a newcomer. */
  readonly returning: Returning | null;
  /** Records everything else that belongs in the welcome, such as the person. Resolves to a code to deny the join. */
  readonly arrive?: ((clientId: number) => Promise<string | null>) | undefined;
}

/** A page is not let in, for the reason that the code names. */
export interface Denied {
  readonly denied: string;
}

/** One connected page, from its join to its leave: actions under its clientId are accepted from it alone. */
export interface Session<State, I extends Intent> {
  readonly clientId: number;
  readonly connection: Connection<State, I>;
  /** Asks for an action to be recorded. The candidate may be anything: it is checked. Resolves when it is answered. */
  emit(clientSeq: number, candidate: unknown): Promise<void>;
  /** Has a refusal recorded for a message that could not even be read, so that its client's `clientSeq` advances. */
  refuse(clientSeq: number, code: string): Promise<void>;
  /** Sends the lines after this position, or a snapshot. */
  catchUp(from: Position): void;
  /** The connection is gone. Returns whether the client has no newer session. */
  leave(): boolean;
}
