import type { Intent } from './action.ts';
import type { Enter, Entered, MessageToClient, Peer, Position } from './messages.ts';

/** What a transport needs to serve: a household that knows its rooms, and lets people in or says why not. */
export interface House<State, I extends Intent> {
  /** Of the mutations: a page with others is turned away. */
  readonly rulesId: string;
  /** @throws when nothing can be recorded at the moment; the page should come again. */
  enter(enter: Enter, line: Line<State, I>): Promise<Seat | Refused>;
}

/** One connection, as a transport gives it to the household. Messages on it arrive in order, or it is lost. */
export interface Line<State, I extends Intent> {
  /** Whom limits by address count it for. */
  readonly address: string;
  /** The first thing that is said on it. */
  welcome(entered: Entered<State, I>): void;
  /** From here on, and not a line of the record earlier, it is told what everyone in the room is told. */
  join(room: string): void;
  send(message: MessageToClient<State, I>): void;
  signal(signal: SignalFromPeer): void;
  /** Ends it; the page comes back by itself. */
  close(): void;
}

/** What somebody who was let in may do. */
export interface Seat {
  /** Always answered: in the record, or by a message. The candidate may be anything. */
  emit(clientSeq: number, candidate: unknown): void;
  /** Refuses for good what cannot even be looked at, so that its client moves on. */
  refuse(clientSeq: number, code: string): void;
  catchUp(from: Position): void;
  /** Passed on, unread, to the page with this clientId, if the two may be linked. */
  signal(to: string, content: unknown): void;
  /** The line is gone. */
  leave(): void;
}

/** What a page wants another one to know, so that the two can link directly. Hero vouches for whom it comes from. */
export interface SignalFromPeer {
  readonly from: Peer;
  readonly content: unknown;
}

/** The code of why somebody was not let in. */
export interface Refused {
  readonly refused: string;
}
