import type { Action, ActionId, Intent, OfficialFacts } from '../action.ts';
import { mutate } from '../mutate.ts';
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
export function sequence(
  lastSeqs: LastSeqs,
  entry: Pick<Entry<Intent>, 'kind' | 'clientId' | 'clientSeq'>,
): { readonly kind: 'next' } | KeptOut {
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
export function pick(clientIds: readonly string[], lastSeqs: LastSeqs): LastSeqs {
  return Object.fromEntries(
    clientIds.flatMap((clientId) => {
      const last = lastSeqOf(lastSeqs, clientId);
      return last === undefined ? [] : [[clientId, last]];
    }),
  );
}

/** `lastSeqs` after an entry. */
export function advance(lastSeqs: LastSeqs, { kind, clientId, clientSeq }: Entry<Intent>): LastSeqs {
  if (kind !== 'forget') return { ...lastSeqs, [clientId]: clientSeq };
  const { [clientId]: _forgotten, ...others } = lastSeqs;
  return others;
}

/** The official state after one more line of the record, and the code if that line was a refusal. */
export function apply<State, I extends Intent>(
  rules: Rules<State, I>,
  official: Snapshot<State>,
  recorded: Recorded<I>,
): { readonly official: Snapshot<State>; readonly refusal: string | null } {
  const { serverSeq, serverTime } = recorded;
  const { state, refusal } = stateAfter(rules, official.state, recorded);
  const lastSeqs = advance(official.lastSeqs, recorded);
  return { official: { epoch: official.epoch, serverSeq, serverTime, state, lastSeqs }, refusal };
}

function stateAfter<State, I extends Intent>(rules: Rules<State, I>, state: State, recorded: Recorded<I>) {
  if (recorded.kind === 'action') return mutate(rules, state, recorded.action, recorded);
  return { state, refusal: recorded.kind === 'refused' ? recorded.code : null };
}
