import type { App as RoomsApp } from '@button/rooms';
import type { Intent } from '@button/sync';
import type { Authenticate } from '@button/transport/server';

/**
 * An app, as the server runs it. Only its rules are required.
 * @example
 * const app: App<Notes, NotesIntent> = { rules, authenticate: ({ headers }) => userOf(headers.cookie) };
 */
export interface App<State, I extends Intent> extends RoomsApp<State, I> {
  /**
   * For an app with accounts: the id of the person who opened a connection, by the request's cookies, say; null if they
   * are not signed in. Without it, each newcomer is a new person, with a token to come back.
   */
  readonly authenticate?: Authenticate;
}
