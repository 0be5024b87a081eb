import type { Intent } from './action.ts';
import type { MessageToClient } from './messages.ts';

/** An open page, as Hero sees it. Messages to it arrive in order, or the connection is lost. */
export interface Connection<State, I extends Intent> {
  readonly clientId: string;
  /** Whom Hero holds responsible for what comes from it; null when it only watches. */
  readonly person: string | null;
  /** From here on, and not a line earlier, it is told what everyone is told. */
  join(): void;
  send(message: MessageToClient<State, I>): void;
  /** Ends it; the page comes back by itself and is admitted anew. */
  close(): void;
}
