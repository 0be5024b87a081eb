import type { Intent, UnverifiedAction } from '../action.ts';
import { apply as applyLine, type Applied, type Clients, type Official, type Recorded } from '../record/record.ts';
import type { Rules } from '../rules.ts';

/** A page's copy of the room, and its rules. Each function here returns the next one. */
export interface Replica<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** Null before the first snapshot. */
  readonly official: Official<State> | null;
  /** Own actions and peers', in the order in which they are shown. */
  readonly unverified: readonly UnverifiedAction<I>[];
  /** The visible state: official plus unverified. Null before the first snapshot. */
  readonly state: State | null;
}

/** Adds an unverified action, shown after all others. */
export function hold<State, I extends Intent>(replica: Replica<State, I>, one: UnverifiedAction<I>) {
  return { ...replica, unverified: [...replica.unverified, one], state: show(replica, replica.state, one) };
}

/** Applies the lines that follow this official state, and returns the result of each, and whether something is missing. */
export function apply<State, I extends Intent>(
  replica: Replica<State, I>,
  before: Official<State>,
  lines: readonly Recorded<I>[],
) {
  const applied: Applied<State, I>[] = [];
  let missing: 'lines' | 'client' | null = null;
  let official = before;
  for (const line of lines) {
    if (line.serverSeq <= official.serverSeq) continue;
    if (line.serverSeq > official.serverSeq + 1) missing = 'lines';
    else if (line.kind !== 'join' && line.kind !== 'forget' && !official.clients.has(line.clientId)) missing = 'client';
    if (missing) break;
    applied.push(applyLine(replica.rules, official, line));
    official = applied.at(-1)?.official ?? official;
  }
  return { replica: official === before ? replica : take(replica, official), applied, missing };
}

/** Continues from this official state, which settles the unverified actions that it covers. */
export function take<State, I extends Intent>(replica: Replica<State, I>, official: Official<State>) {
  const unverified = replica.unverified.filter((one) => isOpen(official.clients, one));
  return rebase({ ...replica, official, unverified });
}

/** Recomputes the visible state from the official state and the remaining unverified actions. */
export function rebase<State, I extends Intent>(replica: Replica<State, I>): Replica<State, I> {
  let state: State | null = replica.official && replica.official.state;
  for (const one of replica.unverified) state = show(replica, state, one);
  return { ...replica, state };
}

/** Whether an action may still become official. A peer's must also belong to a listed client. */
export function isOpen<I extends Intent>(clients: Clients, { clientId, clientSeq, own }: UnverifiedAction<I>) {
  const last = clients.get(clientId)?.clientSeq;
  return last === undefined ? own !== null : clientSeq > last;
}

/** An unverified action sees the last official time, and neither a place in the record nor a seed. */
function show<State, I extends Intent>(replica: Replica<State, I>, state: State | null, one: UnverifiedAction<I>) {
  const { rules, official } = replica;
  // Stryker disable next-line LogicalOperator,ConditionalExpression: the two are null together, which types cannot say
  if (!official || state === null) return null;
  return rules.mutate(state, one.action, { serverSeq: null, serverTime: official.serverTime, seed: null }).state;
}
