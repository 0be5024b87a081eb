import { defineRules, mutation, seededMutation, type IntentOf } from '@button/sync';
import { notesRules, type Notes } from '@button/sync/testing';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';

interface Counter {
  readonly count: number;
}

const add = mutation(v.strictObject({ by: v.number() }), ({ count }: Counter, { by }): Counter => {
  return { count: count + by };
});
const clear = mutation(v.strictObject({}), (): Counter => ({ count: 0 }));
const rename = mutation(
  v.strictObject({ name: v.pipe(v.string(), v.trim()) }),
  (state: Counter, { person }): Counter => (person === 'Bob' ? state : { count: -1 }),
);

const counter = { version: 1, initialState: { count: 0 }, stateSchema: v.strictObject({ count: v.number() }) };
const rules = defineRules({ ...counter, mutations: { add, clear, rename } });

describe('a mutation', () => {
  test('[M4] is known by its key, and gets its payload and the person', () => {
    const after = rules.mutate({ count: 1 }, { type: 'add', by: 2, person: 'Bob' }, facts);
    expect(after).toEqual({ state: { count: 3 }, refusal: null });
    expect(rules.validate({ type: 'clear' })).toEqual({ intent: { type: 'clear' } });
  });

  test('[M4] works as declared, under the name of its key', () => {
    const double = mutation(v.strictObject({}), ({ count }: Counter): Counter => ({ count: 2 * count }));
    const rules = defineRules({ ...counter, mutations: { double } });
    expect(rules.validate({ type: 'double' })).toEqual({ intent: { type: 'double' } });
    const after = rules.mutate({ count: 3 }, { type: 'double', person: 'Bob' }, facts);
    expect(after).toEqual({ state: { count: 6 }, refusal: null });
  });

  test('[M1] is given the payload as its schema returns it', () => {
    expect(rules.validate({ type: 'rename', name: ' Bob ' })).toEqual({ intent: { type: 'rename', name: 'Bob' } });
  });

  test('[M4] has an intent that is inferred from the table', () => {
    type Intent = IntentOf<typeof rules>;
    expectTypeOf<Intent['type']>().toEqualTypeOf<'add' | 'clear' | 'rename'>();
    expectTypeOf<Extract<Intent, { type: 'add' }>['by']>().toEqualTypeOf<number>();
    const intents: readonly Intent[] = [
      { type: 'add', by: 1 },
      { type: 'clear' },
      // @ts-expect-error -- the type is misspelt
      { type: 'ad', by: 1 },
      // @ts-expect-error -- the payload lacks its key
      { type: 'add' },
      // @ts-expect-error -- a number is no text
      { type: 'add', by: '1' },
      // @ts-expect-error -- the payload is that of another mutation
      { type: 'clear', by: 1 },
    ];
    const passed = intents.map((intent) => 'intent' in rules.validate(intent));
    expect(passed).toEqual([true, true, false, false, false, false]);
  });

  test('[M4] is of the state of its rules, and has a schema', () => {
    // @ts-expect-error -- it is a mutation of counters, and these are notes
    const strange = defineRules({ ...counter, initialState: { notes: [] } satisfies Notes, mutations: { add } });
    // @ts-expect-error -- a function alone is no mutation
    const bare = () => defineRules({ ...counter, mutations: { add: (state: Counter) => state } });
    // @ts-expect-error -- a key that the schema lacks is not in the payload
    const greedy = mutation(v.strictObject({}), (state: Counter, { by }): Counter => ({ ...state, count: by }));
    expect([strange, bare, greedy]).toHaveLength(3);
  });
});

describe('a seed', () => {
  const draw = seededMutation(v.strictObject({}), (_: Counter, action, { seed }): Counter => ({ count: seed ?? -1 }));
  const chance = defineRules({ ...counter, mutations: { add, draw } });

  test('[M6] is read by a mutation that is declared as seeded, and rules know which these are', () => {
    expect(chance.mutate({ count: 1 }, { type: 'draw', person: 'Bob' }, facts).state).toEqual({ count: 5 });
    expect(['draw', 'add', 'fly', 'constructor'].map((type) => chance.isSeeded(type))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('[M6] is not among the facts of another mutation', () => {
    // @ts-expect-error -- it is not declared as seeded
    const sneaky = mutation(v.strictObject({}), (_: Counter, action, { seed }): Counter => ({ count: seed }));
    expect(defineRules({ ...counter, mutations: { sneaky } }).isSeeded('sneaky')).toBe(false);
  });

  test('[M5] does not change the id of rules', () => {
    const plain = mutation(v.strictObject({}), (state: Counter) => state);
    expect(defineRules({ ...counter, mutations: { add, draw: plain } }).id).toBe(chance.id);
  });
});

describe('the id of rules', () => {
  const id = defineRules({ ...counter, mutations: { add, clear } }).id;

  test('[M5] is the same for the same names in another order, regardless of the other options', () => {
    expect(defineRules({ ...counter, mutations: { clear, add } }).id).toBe(id);
    expect(defineRules({ ...counter, initialState: { count: 7 }, migrations: {}, mutations: { add, clear } }).id).toBe(
      id,
    );
  });

  test('[M5] differs when a mutation is added, removed or renamed, or the version changes', () => {
    const others = [
      rules.id,
      defineRules({ ...counter, mutations: { add } }).id,
      defineRules({ ...counter, mutations: { add, clean: clear } }).id,
      defineRules({ ...counter, mutations: { addclear: add } }).id,
      defineRules({ ...counter, version: 2, mutations: { add, clear } }).id,
      notesRules.id,
    ];
    expect(new Set([id, ...others]).size).toBe(7);
  });
});

const facts = { serverSeq: 1, serverTime: 1000, seed: 5 };
