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
