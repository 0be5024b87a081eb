import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Action, Facts, Intent, SeededFacts } from './action.ts';

/**
 * Thrown by a mutation that rejects an action. The message is the reason code that the person gets.
 * @example
 * if (notes.length >= 100) throw new Refusal('full');
 */
export class Refusal extends Error {}

/** One kind of action, declared once. Its type is its key in the table of mutations. */
export interface Mutation<State, Payload> {
  named<Type extends string>(type: Type): NamedMutation<State, { readonly type: Type } & Payload>;
}

type Mutate<State, Payload, F> = (state: State, action: Payload & { readonly person: string }, facts: F) => State;

/** A mutation as the engine uses it. */
interface NamedMutation<State, I extends Intent> {
  /** The intent with this payload. @throws if the payload does not match the schema. */
  read(payload: unknown): I;
  mutate(state: State, action: Action<I>, facts: SeededFacts): State;
  readonly isSeeded: boolean;
}

/**
 * Declares a mutation by its two parts. The schema checks a payload from outside, without its `type`; it is strict
 * (unknown keys are rejected) and synchronous. The function is the only place where state changes; it is pure, synchronous
 * and deterministic, and throws a `Refusal` to reject the action.
 * @example
 * export const add = mutation(v.strictObject({ text: v.string() }), (state: Notes, { text, person }): Notes => ({
 *   notes: [...state.notes, { text, person }],
 * }));
 */
export function mutation<State, Payload>(
  schema: StandardSchemaV1<unknown, Payload>,
  mutate: Mutate<State, Payload, Facts>,
): Mutation<State, Payload> {
  return { named: (type) => ({ read: (payload) => ({ type, ...parse(schema, payload) }), mutate, isSeeded: false }) };
}

/**
 * Declares a mutation that reads the seed of an official action. For others no seed is drawn, recorded or sent.
 * @example
 * export const roll = seededMutation(v.strictObject({}), (state: Dice, _, { seed }): Dice => ({
 *   ...state,
 *   face: seed === null ? null : (seed % 6) + 1,
 * }));
 */
export function seededMutation<State, Payload>(
  schema: StandardSchemaV1<unknown, Payload>,
  mutate: Mutate<State, Payload, SeededFacts>,
): Mutation<State, Payload> {
  return { named: (type) => ({ read: (payload) => ({ type, ...parse(schema, payload) }), mutate, isSeeded: true }) };
}

/** The part of an app's rules that is about its state alone. */
interface StateRules<State> {
  /** The version of the state's shape. It increases with every change; a saved state of an older version is migrated. */
  readonly version: number;
  readonly initialState: State;
  /** Checks a saved state. Synchronous. */
  readonly stateSchema: StandardSchemaV1<unknown, State>;
  /** `migrations[1]` makes a state of version 2 out of one of version 1. */
  readonly migrations?: { readonly [from: number]: (state: unknown) => unknown };
}

/** An app, as the engine takes it. */
export interface Rules<State, I extends Intent> extends StateRules<State> {
  /**
   * Rules with the same id compute the same state. It is derived from the version and the names of the mutations alone,
   * because a mutation never changes its meaning: a new meaning is a new name.
   */
  readonly id: string;
  /** Checks input from outside, before anything else is done with it. */
  validate(candidate: unknown): Validated<I>;
  /** Runs the one mutation that the action asks for. */
  mutate(state: State, action: Action<I>, facts: SeededFacts): MutationResult<State>;
  /** Whether the mutation of this type reads the seed. */
  isSeeded(type: string): boolean;
}

/** A valid intent, or the code of its fault. */
export type Validated<I extends Intent> = { readonly intent: I } | { readonly refusal: string };

/** The state after an action. If the mutation threw, it is the state before, and the code gives the reason. */
export interface MutationResult<State> {
  readonly state: State;
  readonly refusal: string | null;
}

/** The intents of mutations with these payloads, by type. */
type Intents<Payloads> = { readonly [Type in keyof Payloads & string]: { readonly type: Type } & Payloads[Type] };

/** Every intent that clients can emit under these rules: `IntentOf<typeof rules>`. */
export type IntentOf<R> = R extends Rules<infer _State, infer I> ? I : never;

/**
 * Makes rules from a table of mutations; the intents that clients can emit are inferred from it.
 * @example
 * export const rules = defineRules({ version: 1, initialState, stateSchema, mutations: { add, remove } });
 * export type NotesIntent = IntentOf<typeof rules>;
 */
export function defineRules<State, Payloads extends Readonly<Record<string, object>>>({
  mutations,
  ...stateRules
}: StateRules<State> & {
  readonly mutations: { readonly [Type in keyof Payloads]: Mutation<State, Payloads[Type]> };
}): Rules<State, Intents<Payloads>[keyof Payloads & string]> {
  const table = new Map<unknown, NamedMutation<State, Intents<Payloads>[keyof Payloads & string]>>();
  for (const type in mutations) table.set(type, mutations[type].named(type));
  const find = (type: unknown) => {
    const rule = table.get(type);
    if (!rule) throw new Refusal('unknown-type');
    return rule;
  };
  return {
    ...stateRules,
    id: [stateRules.version, ...Object.keys(mutations).toSorted()].join(' '),
    validate(candidate) {
      if (typeof candidate !== 'object' || candidate === null) return { refusal: 'wrong-payload' };
      // Hero stamps it.
      if ('person' in candidate) return { refusal: 'person-is-stamped-by-hero' };
      const { type, ...payload }: { readonly type?: unknown } = candidate;
      try {
        return { intent: find(type).read(payload) };
      } catch (error) {
        return { refusal: codeOf(error, 'wrong-payload') };
      }
    },
    isSeeded: (type) => table.get(type)?.isSeeded ?? false,
    mutate(state, action, facts) {
      try {
        return { state: find(action.type).mutate(state, action, facts), refusal: null };
      } catch (error) {
        return { state, refusal: codeOf(error, 'mutation-failed') };
      }
    },
  };
}

/** @throws if the value does not match the schema, or if the schema is not synchronous. */
export function parse<Value>(schema: StandardSchemaV1<unknown, Value>, value: unknown): Value {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise || result.issues) throw new Error('This does not match its schema.');
  return result.value;
}

function codeOf(error: unknown, otherwise: string): string {
  return error instanceof Refusal ? error.message : otherwise;
}
