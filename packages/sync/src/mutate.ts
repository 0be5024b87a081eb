import type { Action, Facts, Intent } from './action.ts';
import type { Rules } from './rules.ts';

/** Thrown by a mutation that rejects an action. The code is what the person is told. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** The state after an action. When the mutation threw, it is the state before, and the code says why. */
export interface MutationResult<State> {
  readonly state: State;
  readonly refusal: string | null;
}

/** Runs the one mutation that the action asks for. */
export function mutate<State, I extends Intent>(
  rules: Rules<State, I>,
  state: State,
  action: Action<I>,
  facts: Facts,
): MutationResult<State> {
  const rule = ruleFor(rules, action.type);
  if (!rule) return { state, refusal: 'unknown-type' };
  try {
    return { state: rule.mutate(state, action, facts), refusal: null };
  } catch (error) {
    return { state, refusal: error instanceof Refusal ? error.code : 'mutation-failed' };
  }
}

/** An intent that passed, or the code of what is wrong with it. */
export type Validated<I extends Intent> = { readonly intent: I } | { readonly refusal: string };

/** Checks what came from outside, before anything else is done with it. */
export function validate<State, I extends Intent>(rules: Rules<State, I>, candidate: unknown): Validated<I> {
  if (typeof candidate !== 'object' || candidate === null) return { refusal: 'wrong-payload' };
  if ('person' in candidate) return { refusal: 'person-is-stamped-by-hero' };
  const { type, ...payload }: { readonly type?: unknown } = candidate;
  const rule = ruleFor(rules, type);
  if (!rule) return { refusal: 'unknown-type' };
  try {
    const intent = rule.read(payload);
    if (intent) return { intent };
  } catch {
    // A payload at which its schema throws has not passed.
  }
  return { refusal: 'wrong-payload' };
}

function ruleFor<State, I extends Intent>({ mutations }: Rules<State, I>, type: unknown) {
  return typeof type === 'string' && Object.hasOwn(mutations, type) ? mutations[type] : undefined;
}
