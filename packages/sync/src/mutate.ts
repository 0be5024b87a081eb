import type { Action, Facts, Intent } from './action.ts';
import { Refusal, type Mutation, type Rules } from './rules.ts';

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
    return { state: mutationFor(rules, action.type).mutate(state, action, facts), refusal: null };
  } catch (error) {
    return { state, refusal: error instanceof Refusal ? error.code : 'mutation-failed' };
  }
}

/** An intent that passed, or the code of what is wrong with it. */
export type Validated<I extends Intent> = { readonly intent: I } | { readonly refusal: string };

/** Checks what came from outside, before anything else is done with it. */
export function validate<State, I extends Intent>(rules: Rules<State, I>, candidate: unknown): Validated<I> {
  try {
    if (typeof candidate !== 'object' || candidate === null) throw new Refusal('wrong-payload');
    if ('person' in candidate) throw new Refusal('person-is-stamped-by-hero');
    const { schema } = mutationFor(rules, 'type' in candidate ? candidate.type : undefined);
    const checked = schema['~standard'].validate(candidate);
    if (checked instanceof Promise || checked.issues) throw new Refusal('wrong-payload');
    return { intent: checked.value };
  } catch (error) {
    return { refusal: error instanceof Refusal ? error.code : 'wrong-payload' };
  }
}

function mutationFor<State, I extends Intent>({ mutations }: Rules<State, I>, type: unknown): Mutation<State, I> {
  const mutation = typeof type === 'string' && Object.hasOwn(mutations, type) ? mutations[type] : undefined;
  if (!mutation) throw new Refusal('unknown-type');
  return mutation;
}
