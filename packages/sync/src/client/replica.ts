import type { Intent, UnverifiedAction } from '../action.ts';
import { mutate } from '../mutate.ts';
import { apply as applyLine, lastSeqOf, type LastSeqs, type Recorded, type Snapshot } from '../record/record.ts';
import type { Rules } from '../rules.ts';

/** What became of an emitted action. It is settled once, for good. */
export type Settled =
  /** It is in the record, as itself. */
  | { readonly kind: 'official'; readonly serverSeq: number }
  /** A snapshot covers it: it is in the record, but where was not told. State has the verdict. */
  | { readonly kind: 'snapshot' }
  /** It changed nothing, for this reason, and never will. */
  | { readonly kind: 'refused'; readonly code: string };

/** An unverified action; `own` when this page emitted it: what goes to Hero, and how its emitter hears the outcome. */
export interface Unverified<I extends Intent> extends UnverifiedAction<I> {
  readonly own: { readonly intent: I; readonly settle: (settled: Settled) => void } | null;
}

/** A line of the record, and the code if it is a refusal. */
export interface Applied<I extends Intent> {
  readonly line: Recorded<I>;
  readonly refusal: string | null;
}

/** What a page knows, and by which rules. Never changed in place: each function here returns the next one. */
export interface Replica<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** Null before the first snapshot. */
  readonly official: Snapshot<State> | null;
  /** Own actions and peers', in the order in which they are shown. */
  readonly unverified: readonly Unverified<I>[];
  /** What people see: official plus unverified. Null before the first snapshot. */
  readonly state: State | null;
}

/** One more unverified action, shown after all others. */
export function hold<State, I extends Intent>(replica: Replica<State, I>, one: Unverified<I>): Replica<State, I> {
  return { ...replica, unverified: [...replica.unverified, one], state: show(replica, replica.state, one) };
}

/** With the lines that follow this official state in the record, and what each of them came to. */
export function apply<State, I extends Intent>(
  replica: Replica<State, I>,
  before: Snapshot<State>,
  lines: readonly Recorded<I>[],
) {
  let official = before;
  const applied: Applied<I>[] = [];
  for (const line of lines) {
    const after = applyLine(replica.rules, official, line);
    applied.push({ line, refusal: after.refusal });
    official = after.official;
  }
  return { replica: take(replica, official), applied };
}

/** From this official state on, whose `lastSeqs` settle unverified actions. */
export function take<State, I extends Intent>(
  replica: Replica<State, I>,
  official: Snapshot<State>,
): Replica<State, I> {
  const unverified = replica.unverified.filter((one) => isOpen(official.lastSeqs, one));
  return rebase({ ...replica, official, unverified });
}

/** Recomputes what people see from what is official and what is still unverified. */
export function rebase<State, I extends Intent>(replica: Replica<State, I>): Replica<State, I> {
  let state: State | null = replica.official && replica.official.state;
  for (const one of replica.unverified) state = show(replica, state, one);
  return { ...replica, state };
}

/** Whether an action may still become official. A peer's must also be of a client that is listed. */
export function isOpen<I extends Intent>(lastSeqs: LastSeqs, { clientId, clientSeq, own }: Unverified<I>): boolean {
  const last = lastSeqOf(lastSeqs, clientId);
  return last === undefined ? own !== null : clientSeq > last;
}

/** An unverified action sees the last official time, and neither a place in the record nor a seed. */
function show<State, I extends Intent>(
  { rules, official }: Replica<State, I>,
  state: State | null,
  one: Unverified<I>,
) {
  // Stryker disable next-line LogicalOperator,ConditionalExpression: the two are null together, which types cannot say
  if (!official || state === null) return null;
  return mutate(rules, state, one.action, { serverSeq: null, serverTime: official.serverTime, seed: null }).state;
}
