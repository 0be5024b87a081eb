import type { ActionId, Intent, OfficialFacts } from '../action.ts';
import type { Rules } from '../rules.ts';

/**
 * One line of Hero's record, before the log gives it its place:
 * - `join`: from now on this client's actions are accepted, in the name of this person;
 * - `action`: as its person meant it;
 * - `refused`: Hero rejects the action; nothing changes, but its client's `clientSeq` advances;
 * - `forget`, with the client's last `clientSeq`: it was away too long, and nothing more is accepted from it.
 */
export type Entry<I extends Intent> =
  | { readonly kind: 'join'; readonly person: string | null }
  | (ActionId & { readonly kind: 'action'; readonly action: I })
  | (ActionId & { readonly kind: 'refused'; readonly code: string })
  | (ActionId & { readonly kind: 'forget' });

/**
 * An official line of the record. The `action` kind is the official action; the others only change the list of clients.
 * The `clientId` of a join is its `serverSeq`, and its `clientSeq` is 0. A `seed` is there if the mutation reads it.
 */
export type Recorded<I extends Intent> = Entry<I> & ActionId & OfficialFacts & { readonly seed?: number };

/** The facts that Hero adds when an entry arrives; the log derives the official facts from it. */
export interface Arrival {
  /** Milliseconds since 1970. `serverTime` is this, or the last line's, whichever is later. */
  readonly time: number;
  /** 32 random bits, 0 … 2³² − 1, for a mutation that reads them. */
  readonly seed?: number;
}

/** The entry as the line after `last`. Time never runs backwards in a record, whatever the clock does. */
export function lineAfter<I extends Intent>(
  last: Pick<OfficialFacts, 'serverSeq' | 'serverTime'>,
  entry: Entry<I>,
  { time, seed }: Arrival,
): Recorded<I> {
  const [serverSeq, serverTime] = [last.serverSeq + 1, Math.max(time, last.serverTime)];
  if (entry.kind === 'join') return { clientId: serverSeq, clientSeq: 0, serverSeq, serverTime, ...entry };
  return seed === undefined ? { serverSeq, serverTime, ...entry } : { serverSeq, serverTime, seed, ...entry };
}

/** A client from which actions are accepted. */
export interface ListedClient {
  /** Its last one in the record; 0 if it has only joined. */
  readonly clientSeq: number;
  /** Null if it only watches. */
  readonly person: string | null;
}

/**
 * The official state at a `serverSeq`, which is 0 before the first official action: all that is needed to continue from
 * there. Its time is the last official time; before the first, when the room was made. Plain JSON.
 */
export interface Snapshot<State> extends OfficialFacts {
  /** The incarnation of the room's log. */
  readonly epoch: string;
  /** The place in an earlier epoch at which this one began, from a backup; clients that joined up to there are the same. */
  readonly continues: { readonly epoch: string; readonly serverSeq: number } | null;
  readonly state: State;
  readonly clients: readonly (readonly [clientId: number, client: ListedClient])[];
}

/** A snapshot in use. */
export interface Official<State> extends Omit<Snapshot<State>, 'clients'> {
  /** Belongs to the newest state and is changed in place: a copy for each line would cost as much as there are clients. */
  readonly clients: Clients;
}

export type Clients = Map<number, { clientSeq: number; readonly person: string | null }>;

/** The list of clients of a snapshot, for use. */
export function clientsOf({ clients }: Pick<Snapshot<unknown>, 'clients'>): Clients {
  return new Map(clients.map(([clientId, client]) => [clientId, { ...client }]));
}

/** The official state as a snapshot, which later lines do not change. */
export function snapshotOf<State>(official: Official<State>): Snapshot<State> {
  return { ...official, clients: [...clientsOf({ clients: [...official.clients] })] };
}

/** Why an entry is kept out of the record. A gap names the `clientSeq` that is missing. */
export type KeptOut = { readonly kind: 'duplicate' | 'expired' } | { readonly kind: 'gap'; readonly expected: number };

/** Duplicate, gap or next, and nothing else. */
export function sequence(clients: Clients, entry: Entry<Intent>): { readonly kind: 'next' } | KeptOut {
  if (entry.kind === 'join') return { kind: 'next' };
  const last = clients.get(entry.clientId)?.clientSeq;
  if (last === undefined) return { kind: 'expired' };
  if (entry.kind === 'forget') return { kind: entry.clientSeq === last ? 'next' : 'duplicate' };
  if (entry.clientSeq <= last) return { kind: 'duplicate' };
  return entry.clientSeq === last + 1 ? { kind: 'next' } : { kind: 'gap', expected: last + 1 };
}

/** Brings the list of clients to this line. Returns the person of its client, null if it only watches or is not listed. */
export function advance(clients: Clients, line: Recorded<Intent>): string | null {
  const { clientId, clientSeq } = line;
  if (line.kind === 'join') clients.set(clientId, { clientSeq, person: line.person });
  if (line.kind === 'forget') clients.delete(clientId);
  const client = clients.get(clientId);
  if (client) client.clientSeq = clientSeq;
  return client?.person ?? null;
}

/** A line of the record, the state after it, and the code if it is a refusal or its mutation refused. */
export interface Applied<State, I extends Intent> {
  readonly line: Recorded<I>;
  /** In whose name its client acts; null if it only watches, or is forgotten. */
  readonly person: string | null;
  readonly state: State;
  readonly refusal: string | null;
}

/**
 * Applies the lines that follow: the same function at Hero and on every page, so that all have the same state. Old lines
 * are ignored. Before a gap, and before a line of a client that is not listed, it stops and returns what is missing.
 * @param heed called after each line
 * @example
 * const { official } = apply(rules, { ...snapshot, clients: clientsOf(snapshot) }, tail);
 * console.log(official.serverSeq, official.state);
 */
export function apply<State, I extends Intent>(
  rules: Rules<State, I>,
  before: Official<State>,
  lines: readonly Recorded<I>[],
  heed: (applied: Applied<State, I>) => void = () => undefined,
) {
  let missing: 'lines' | 'client' | null = null;
  let { serverSeq, serverTime, state } = before;
  for (const line of lines) {
    if (line.serverSeq <= serverSeq) continue;
    if (line.serverSeq > serverSeq + 1) missing = 'lines';
    else if (line.kind !== 'join' && line.kind !== 'forget' && !before.clients.has(line.clientId)) missing = 'client';
    if (missing) break;
    ({ serverSeq, serverTime } = line);
    const person = advance(before.clients, line);
    // `person` stands first, because behind a copy V8 adds a key slowly. No intent brings one: `validate` refuses it.
    const { state: after, refusal } =
      line.kind === 'action' && person !== null
        ? rules.mutate(state, { person, ...line.action }, { serverSeq, serverTime, seed: line.seed ?? null })
        : { state, refusal: line.kind === 'refused' ? line.code : null };
    state = after;
    heed({ line, person, state, refusal });
  }
  return { official: serverSeq > before.serverSeq ? { ...before, serverSeq, serverTime, state } : before, missing };
}
