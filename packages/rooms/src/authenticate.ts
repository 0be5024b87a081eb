import { HERO, type Intent } from '@button/sync';
import type { Denied } from '@button/sync/hero';
import type { App } from './app.ts';
import type { Credentials } from './credentials.ts';
import { drawId } from './draw-id.ts';
import type { EntryRequest } from './page-connection.ts';

/** The person in whose name a page acts; null if it only watches. */
export interface Authenticated {
  readonly person: string | null;
}

/** Whose page it is, and why it is denied nevertheless: for now, because its person can be let in from inside. */
export interface Identified extends Authenticated {
  readonly deniedForNow: string | null;
}

/** Checks the proofs that a page brings, and whether the app lets its person in. */
export function authenticate<State, I extends Intent>(
  app: App<State, I>,
  credentials: Credentials,
  state: State,
  request: EntryRequest,
): Identified | Denied {
  const proven = personOf(credentials, request);
  if ('denied' in proven) return proven;
  const { person } = proven;
  if (!ownsClientId(credentials, request, person)) return { denied: 'wrong-client-key' };
  const hasWatchKey = request.watchKey !== undefined && credentials.isWatchKey(request.watchKey);
  const refusal = app.entryRefusal?.(state, { person, hasWatchKey }) ?? null;
  const wrongName = nameRefusal(app, request, person);
  const mayKnock = person !== null && refusal === app.door?.closedCode && wrongName === null;
  const denied = refusal ?? wrongName;
  return denied === null || mayKnock ? { person, deniedForNow: denied } : { denied };
}

function personOf(credentials: Credentials, request: EntryRequest): Authenticated | Denied {
  const { watches, account, personToken } = request;
  if (watches) return { person: null };
  if (account === null || account === HERO) return { denied: 'not-signed-in' };
  if (account !== undefined) return { person: account };
  if (personToken === null) return { person: drawId() };
  const person = credentials.personOf(personToken);
  return person === null ? { denied: 'wrong-person-token' } : { person };
}

function ownsClientId(credentials: Credentials, { returning, watches }: EntryRequest, person: string | null): boolean {
  return !returning || watches || credentials.isKeyFor(returning, person, returning.clientKey);
}

function nameRefusal<State, I extends Intent>(
  { presence }: App<State, I>,
  { name }: EntryRequest,
  person: string | null,
): string | null {
  return person === null ? null : (presence?.nameRefusal?.(name ?? '') ?? null);
}
