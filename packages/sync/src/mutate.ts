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
  try {
    return { state: ruleFor(rules, action.type).mutate(state, action, facts), refusal: null };
  } catch (error) {
    return { state, refusal: codeOf(error, 'mutation-failed') };
  }
}

/** An intent that passed, or the code of what is wrong with it. */
export type Validated<I extends Intent> = { readonly intent: I } | { readonly refusal: string };

/** Checks what came from outside, before anything else is done with it. */
export function validate<State, I extends Intent>(rules: Rules<State, I>, candidate: unknown): Validated<I> {
  try {
    if (typeof candidate !== 'object' || candidate === null) throw new Refusal('wrong-payload');
    if ('person' in candidate) throw new Refusal('person-is-stamped-by-hero');
    const { type, ...payload }: { readonly type?: unknown } = candidate;
    const intent = ruleFor(rules, type).read(payload);
    if (!intent) throw new Refusal('wrong-payload');
    return { intent };
  } catch (error) {
    return { refusal: codeOf(error, 'wrong-payload') };
  }
}

function codeOf(error: unknown, otherwise: string): string {
  return error instanceof Refusal ? error.code : otherwise;
}

function ruleFor<State, I extends Intent>({ mutations }: Rules<State, I>, type: unknown) {
  const rule = typeof type === 'string' && Object.hasOwn(mutations, type) ? mutations[type] : undefined;
  if (!rule) throw new Refusal('unknown-type');
  return rule;
}
