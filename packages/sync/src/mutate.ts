import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Action, Facts, Intent } from './action.ts';

/** The only place where state changes: pure, synchronous, deterministic. */
export interface Mutation<State, I extends Intent> {
  /** Checks an intent that comes from outside. It must be strict (unknown keys are refused) and synchronous. */
  readonly schema: StandardSchemaV1<unknown, I>;
  /** The state after the action. Throws a `Refusal` when it will not have it. */
  mutate(state: State, action: Action<I>, facts: Facts): State;
}

/** What an app hands to the engine. */
export interface Rules<State, I extends Intent> {
  /** Goes up when the mutations or the state's shape change; a page older than the server reloads. */
  readonly version: number;
  readonly initialState: State;
  /** Checks a state that lay on a disk or in a file. Synchronous. */
  readonly stateSchema: StandardSchemaV1<unknown, State>;
  /**
   * `migrations[1]` makes a state of version 2 out of one of version 1. A version that changed no shape needs none.
   * What follows in the log is replayed on the result: mutations never change their meaning.
   */
  readonly migrations: { readonly [from: number]: (state: unknown) => unknown };
  /** By the type of the intent. Own keys only: `constructor` and `__proto__` are no types. */
  readonly mutations: { readonly [type: string]: Mutation<State, I> };
}

/** Thrown by a mutation that will not have the action. The code is what its person is told. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** The state after an action. When the mutation threw, it is the state before, and the code says why. */
export interface Judgement<State> {
  readonly state: State;
  readonly refusal: string | null;
}

/** Runs the one mutation that the action asks for. */
export function mutate<State, I extends Intent>(
  rules: Rules<State, I>,
  state: State,
  action: Action<I>,
  facts: Facts,
): Judgement<State> {
  try {
    return { state: mutationFor(rules, action.type).mutate(state, action, facts), refusal: null };
  } catch (error) {
    return { state, refusal: error instanceof Refusal ? error.code : 'mutation-failed' };
  }
}

/** An intent that passed, or the code of what is wrong with it. */
export type Checked<I extends Intent> = { readonly intent: I } | { readonly refusal: string };

/** Checks what came from outside, before anything else is done with it. */
export function checkIntent<State, I extends Intent>(rules: Rules<State, I>, candidate: unknown): Checked<I> {
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
