import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Action, Facts, Intent } from './action.ts';

/** One kind of action, declared once: what its payload must look like, and what it does. */
export interface Mutation<State, Payload> {
  /** Checks a payload that comes from outside, without its `type`. Strict (unknown keys are refused) and synchronous. */
  readonly schema: StandardSchemaV1<unknown, Payload>;
  /** The only place where state changes: pure, synchronous, deterministic. Throws a `Refusal` to reject the action. */
  mutate(state: State, action: Payload & { readonly person: string }, facts: Facts): State;
}

/**
 * Declares a mutation. Its type is the key under which `defineRules` gets it.
 * @example
 * export const add = mutation(v.strictObject({ text: v.string() }), (state: Notes, { text, person }): Notes => ({
 *   notes: [...state.notes, { text, person }],
 * }));
 */
export function mutation<State, Payload>(
  schema: StandardSchemaV1<unknown, Payload>,
  mutate: Mutation<State, Payload>['mutate'],
): Mutation<State, Payload> {
  return { schema, mutate };
}

/** What an app tells the engine of its state, whatever its mutations are. */
interface StateRules<State> {
  /** Of the state's shape: goes up when that changes, and a saved state of an older version is migrated. */
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
   * Two with one id come to the same state. It follows from the version and the names of the mutations alone, because a
   * mutation never changes its meaning: a new meaning is a new name.
   */
  readonly id: string;
  /** By the type of the intent. Own keys only: `constructor` and `__proto__` are no types. */
  readonly mutations: { readonly [type: string]: Rule<State, I> };
}

/** A mutation that knows its type. */
interface Rule<State, I extends Intent> {
  /** The intent with this payload; null when the payload does not pass. */
  read(payload: unknown): I | null;
  mutate(state: State, action: Action<I>, facts: Facts): State;
}

/** The intents of mutations with these payloads, by type. */
type Intents<Payloads> = { readonly [Type in keyof Payloads & string]: { readonly type: Type } & Payloads[Type] };

/** Everything that clients of some rules can want: `IntentOf<typeof rules>`. */
export type IntentOf<R> = R extends Rules<infer _State, infer I> ? I : never;

/**
 * Makes rules of a table of mutations; what clients can want is inferred from it.
 * @example
 * export const rules = defineRules({ version: 1, initialState, stateSchema, mutations: { add, remove } });
 * export type NotesIntent = IntentOf<typeof rules>;
 */
export function defineRules<State, Payloads extends Readonly<Record<string, object>>>({
  mutations,
  ...state
}: StateRules<State> & {
  readonly mutations: { readonly [Type in keyof Payloads]: Mutation<State, Payloads[Type]> };
}): Rules<State, Intents<Payloads>[keyof Payloads & string]> {
  const types: (keyof Payloads & string)[] = [];
  for (const type in mutations) types.push(type);
  const rules = types.map((type) => [type, ruleFor<State, Payloads, typeof type>(type, mutations[type])] as const);
  return { ...state, id: idOf(state.version, types), mutations: Object.fromEntries(rules) };
}

function ruleFor<State, Payloads, Type extends keyof Payloads & string>(
  type: Type,
  mutation: Mutation<State, Payloads[Type]>,
): Rule<State, Intents<Payloads>[Type]> {
  return {
    mutate: (state, action, facts) => mutation.mutate(state, action, facts),
    read: (payload) => {
      const checked = mutation.schema['~standard'].validate(payload);
      return checked instanceof Promise || checked.issues ? null : { type, ...checked.value };
    },
  };
}

/** The same for the same names, in whatever order they were declared. */
function idOf(version: number, types: readonly string[]): string {
  return `${version}-${hash(types.toSorted().join(' ')).toString(36)}`;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (const unit of text) bits = Math.imul(bits ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return bits >>> 0;
}
