import type { Intent } from '../action.ts';
import type { Rules } from '../rules.ts';

/** Rules that prove P7 while they are used: every mutation gets frozen input, and its result must be plain JSON. */
export function checkedRules<State, I extends Intent>(rules: Rules<State, I>): Rules<State, I> {
  return {
    ...rules,
    initialState: freeze(rules.initialState),
    mutate: (state, action, facts) => freeze(rules.mutate(freeze(state), freeze(action), freeze(facts))),
  };
}

function freeze<T>(value: T): T {
  if (value === undefined || typeof value === 'function' || Number.isNaN(value)) throw new Error('[P7] not JSON');
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
