import type { Intent } from '@button/sync';
import type { Connection, Hero } from '@button/sync/hero';
import type { Credentials } from './credentials.ts';
import type { PageConnection } from './page-connection.ts';

export interface CredentialedParts<State, I extends Intent> {
  readonly connection: PageConnection<State, I>;
  /** The person behind the page; null if it only watches. */
  readonly person: string | null;
  /** The code of the room. */
  readonly code: string;
  readonly hero: Hero<State, I>;
  readonly credentials: Credentials;
}

/** A page's connection, as Hero uses it. It adds to the welcome the proofs that the page brings when it comes back. */
export function credentialed<State, I extends Intent>(parts: CredentialedParts<State, I>): Connection<State, I> {
  const { connection, person, code, hero, credentials } = parts;
  const joining: Connection<State, I> = {
    subscribe: () => connection.subscribe(code),
    welcome(welcome) {
      const clientKey = credentials.keyFor({ clientId: welcome.clientId, epoch: hero.official.epoch }, person);
      const personToken = person === null ? null : credentials.tokenFor(person);
      connection.welcome({ ...welcome, clientKey, personToken }, bringToNow(hero, joining));
    },
    caughtUp: (catchUp) => connection.caughtUp(catchUp, bringToNow(hero, joining)),
    sendAgain: (from) => connection.sendAgain(from),
    notNow: (reason, retryAfter) => connection.notNow(reason, retryAfter),
    close: () => connection.close(),
  };
  return joining;
}

/** For later: sends what is recorded from here on, if the session of this connection still exists. */
function bringToNow<State, I extends Intent>(hero: Hero<State, I>, connection: Connection<State, I>): () => void {
  const { epoch, serverSeq } = hero.official;
  return () => {
    const session = [...hero.sessions.values()].find((one) => one.connection === connection);
    session?.catchUp({ epoch, serverSeq });
  };
}
