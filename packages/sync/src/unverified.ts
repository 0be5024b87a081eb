import type { Intent, OfficialFacts, UnverifiedAction } from './action.ts';
import type { Welcome } from './messages.ts';
import { lastSeqOf, type LastSeqs } from './record/record.ts';

/** What became of an emitted action. It is settled once, for good. */
export type Settled =
  /** It is in the record, as itself. */
  | { readonly kind: 'official'; readonly serverSeq: number }
  /** A snapshot covers it: it is official, but where it stands in the record was not told. State has the verdict. */
  | { readonly kind: 'snapshot' }
  /** It changed nothing, for this reason, and never will. */
  | { readonly kind: 'refused'; readonly code: string };

/** What a line of the record made of its action. */
export function settledBy({ serverSeq }: OfficialFacts, refusal: string | null): Settled {
  return refusal === null ? { kind: 'official', serverSeq } : { kind: 'refused', code: refusal };
}

/** An unverified action, and if it is mine: what goes to Hero, and who waits for the answer. */
export interface Held<I extends Intent> extends UnverifiedAction<I> {
  readonly mine: { readonly intent: I; readonly settle: (settled: Settled) => void } | null;
}

/** Is it in the record that these `lastSeqs` belong to? */
function isOfficial<I extends Intent>(lastSeqs: LastSeqs, { clientId, clientSeq }: UnverifiedAction<I>): boolean {
  return clientSeq <= (lastSeqOf(lastSeqs, clientId) ?? 0);
}

/** Its client is listed, and it comes after that client's last official action. */
export function couldBecomeOfficial<I extends Intent>(lastSeqs: LastSeqs, unverified: UnverifiedAction<I>): boolean {
  return lastSeqOf(lastSeqs, unverified.clientId) !== undefined && !isOfficial(lastSeqs, unverified);
}

/** Settles every held action that the record covers, and drops peers' copies that nothing can come of. Returns the rest. */
export function settleHeld<I extends Intent>(
  held: readonly Held<I>[],
  lastSeqs: LastSeqs,
  settled: Settled,
): readonly Held<I>[] {
  return held.filter((one) => {
    if (!one.mine) return couldBecomeOfficial(lastSeqs, one);
    if (!isOfficial(lastSeqs, one)) return true;
    one.mine.settle(settled);
    return false;
  });
}

/**
 * What a page still holds under the new clientId of this welcome: its own actions that the snapshot does not cover, in
 * order, numbered 1, 2, 3…; none when they have expired.
 */
export function carryOver<State, I extends Intent>(
  held: readonly Held<I>[],
  { clientId, expired, catchUp }: Welcome<State, I>,
): readonly Held<I>[] {
  const lastSeqs = 'snapshot' in catchUp ? catchUp.snapshot.lastSeqs : {};
  const mine = held.filter((one) => one.mine);
  const rest = settleHeld(mine, lastSeqs, { kind: 'snapshot' });
  if (!expired) return rest.map((one, index) => ({ ...one, clientId, clientSeq: index + 1 }));
  for (const one of rest) one.mine?.settle({ kind: 'refused', code: 'expired' });
  return [];
}
