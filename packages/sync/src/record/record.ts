import type { Action, ActionId, Intent, OfficialFacts } from '../action.ts';
import type { Rules } from '../rules.ts';

/**
 * One line of Hero's record, before the log gives it its place:
 * - `join`, always with `clientSeq` 0: from now on this client's actions are accepted;
 * - `action`: as its person meant it;
 * - `refused`: Hero rejects the action; nothing changes, but its client's `clientSeq` advances;
 * - `forget`, with the client's last `clientSeq`: it was away too long, and nothing more is accepted from it.
 */
export type Entry<I extends Intent> = ActionId &
  (
    | { readonly kind: 'join' }
    | { readonly kind: 'action'; readonly action: Action<I> }
    | { readonly kind: 'refused'; readonly code: string }
    | { readonly kind: 'forget' }
  );

/** An official line of the record. The `action` kind is the official action; the others only change `lastSeqs`. */
export type Recorded<I extends Intent> = Entry<I> & OfficialFacts;

/** Each listed client's last `clientSeq`, 0 for one that has only joined. */
export type LastSeqs = { readonly [clientId: string]: number };

/** The official state at a `serverSeq`: all that is needed to continue from there. */
export interface Snapshot<State> {
  /** The incarnation of the room's log. */
  readonly epoch: string;
  /** 0 before the first official action. */
  readonly serverSeq: number;
  /** The last official time; before the first, when the room was made. */
  readonly serverTime: number;
  readonly state: State;
  readonly lastSeqs: LastSeqs;
}

/** Why an entry is kept out of the record. A gap names the `clientSeq` that is missing. */
export type KeptOut = { readonly kind: 'duplicate' | 'expired' } | { readonly kind: 'gap'; readonly expected: number };

/** Duplicate, gap or next, and nothing else. */
export function sequence(lastSeqs: LastSeqs, entry: Entry<Intent>): { readonly kind: 'next' } | KeptOut {
  const last = lastSeqOf(lastSeqs, entry.clientId);
  if (entry.kind === 'join') return { kind: last === undefined ? 'next' : 'duplicate' };
  if (last === undefined) return { kind: 'expired' };
  if (entry.kind === 'forget') return { kind: entry.clientSeq === last ? 'next' : 'duplicate' };
  if (entry.clientSeq <= last) return { kind: 'duplicate' };
  return entry.clientSeq === last + 1 ? { kind: 'next' } : { kind: 'gap', expected: last + 1 };
}

/** The last `clientSeq` of a client, `undefined` when it is not listed. */
export function lastSeqOf(lastSeqs: LastSeqs, clientId: string): number | undefined {
  return Object.hasOwn(lastSeqs, clientId) ? lastSeqs[clientId] : undefined;
}

/** `lastSeqs` of these clients alone; those that are not listed are left out. */
export function pick(clientIds: ReadonlySet<string>, lastSeqs: LastSeqs): LastSeqs {
  return Object.fromEntries(Object.entries(lastSeqs).filter(([clientId]) => clientIds.has(clientId)));
}

/** `lastSeqs` after an entry. */
export function advance(lastSeqs: LastSeqs, { kind, clientId, clientSeq }: Entry<Intent>): LastSeqs {
  if (kind !== 'forget') return { ...lastSeqs, [clientId]: clientSeq };
  const { [clientId]: _forgotten, ...others } = lastSeqs;
  return others;
}

/** A line of the record, the official state after it, and the code if it is a refusal or its mutation refused. */
export interface Applied<State, I extends Intent> {
  readonly line: Recorded<I>;
  readonly official: Snapshot<State>;
  readonly refusal: string | null;
}

/** Applies a line of the record: the same function at Hero and on every page, so that all have the same state. */
export function apply<State, I extends Intent>(
  rules: Rules<State, I>,
  before: Snapshot<State>,
  line: Recorded<I>,
): Applied<State, I> {
  const { serverSeq, serverTime } = line;
  const after = { ...before, serverSeq, serverTime, lastSeqs: advance(before.lastSeqs, line) };
  if (line.kind !== 'action') return { line, official: after, refusal: line.kind === 'refused' ? line.code : null };
  const { state, refusal } = rules.mutate(before.state, line.action, line);
  return { line, official: { ...after, state }, refusal };
}
