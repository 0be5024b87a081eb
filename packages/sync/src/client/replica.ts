import type { Intent, UnverifiedAction } from '../action.ts';
import type { Clients, Official } from '../record/record.ts';
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

/** Continues from this official state, which settles the unverified actions that it covers. */
export function take<State, I extends Intent>(replica: Replica<State, I>, official: Official<State>) {
  const unverified = replica.unverified.filter((one) => isOpen(official.clients, one));
  return rebase({ ...replica, official, unverified });
}

/** Recomputes the visible state from the official state and the remaining unverified actions. */
export function rebase<State, I extends Intent>(replica: Replica<State, I>): Replica<State, I> {
  const before: State | null = replica.official && replica.official.state;
  return { ...replica, state: replica.unverified.reduce((state, one) => show(replica, state, one), before) };
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
