import type { App as RoomsApp } from '@button/rooms';
import type { Intent } from '@button/sync';
import type { Authenticate } from '@button/transport/server';

/** An app, as the server runs it. Only its rules are required. */
export interface App<State, I extends Intent> extends RoomsApp<State, I> {
  /**
   * For an app with accounts: the person's id, by the request that opened the connection (its cookies, say); null when
   * not signed in. Without it, Hero gives each newcomer a token.
   */
  readonly authenticate?: Authenticate;
}
