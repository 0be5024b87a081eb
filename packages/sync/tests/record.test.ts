import { defineRules, HERO, mutation, Refusal, type Intent } from '@button/sync';
import { apply, LogError, MemoryLog, sequence, type Entry, type ListedClient, type Recorded } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { add, beginning, forbid, linesOf, saved } from './notes-network.ts';

const facts = { serverSeq: 9, serverTime: 1000, seed: 5 };
const [BOB, SUE] = [1, 2];
const listed = (clientSeq: number): ListedClient => ({ clientSeq, person: 'Bob' });
const clients = () => new Map([[BOB, listed(2)]]);
/** The official state at the line before these facts. */
const before = () => ({ ...beginning, serverSeq: 8, clients: clients() });
const refused = (clientId: number, clientSeq: number): Entry<Intent> => ({
  kind: 'refused',
  clientId,
  clientSeq,
  code: 'no',
});

describe('mutations', () => {
  test.each([
    ['no object', 'add', 'wrong-payload'],
    ['null', null, 'wrong-payload'],
    ['no type', {}, 'unknown-type'],
    ['another type', { type: 'fly', text: 'a' }, 'unknown-type'],
    ['a type that is no text', { type: ['add'], text: 'a' }, 'unknown-type'],
    ['constructor', { type: 'constructor', text: 'a' }, 'unknown-type'],
    ['__proto__', JSON.parse('{"type":"__proto__","text":"a"}'), 'unknown-type'],
    ['a wrong payload', { type: 'add', text: 7 }, 'wrong-payload'],
    ['an unknown key', { type: 'add', text: 'a', more: 1 }, 'wrong-payload'],
    ['a person', { type: 'add', text: 'a', person: 'Sue' }, 'person-is-stamped-by-hero'],
  ])('[M1] %s is refused with a code', (_, candidate, refusal) => {
    expect(notesRules.validate(candidate)).toEqual({ refusal });
  });

  test('[M1] the result of a valid candidate is the intent', () => {
    expect(notesRules.validate(add('a'))).toEqual({ intent: add('a') });
  });

  test('[M1] a payload that makes its schema throw is a wrong payload', () => {
    const picky = v.strictObject({
      text: v.pipe(
        v.string(),
        v.check(() => JSON.parse('no JSON')),
      ),
    });
    const rules = defineRules({ ...notesRules, mutations: { add: mutation(picky, (state: Notes) => state) } });
    expect(rules.validate(add('a'))).toEqual({ refusal: 'wrong-payload' });
  });

  test('[M2] the message of a refusal is its code, so that a stack trace shows it', () => {
    expect(new Refusal('forbidden').message).toBe('forbidden');
  });

  test('[M2] an action of an unknown type is refused', () => {
    const state = { notes: [] };
    const action = JSON.parse('{"type":"fly","person":"Bob"}');
    expect(notesRules.mutate(state, action, facts)).toEqual({ state, refusal: 'unknown-type' });
  });

  test('[M2] a mutation that throws changes nothing and has the code it chose', () => {
    const state = { notes: [] };
    const result = notesRules.mutate(state, { ...forbid('a'), person: 'Bob' }, facts);
    expect(result).toEqual({ state, refusal: 'forbidden' });
    expect(result.state).toBe(state);
  });

  test('[M2] an error that is not a refusal refuses the action too', () => {
    const breaks = mutation(v.strictObject({ text: v.string() }), () => JSON.parse('no JSON'));
    const rules = defineRules({ ...notesRules, mutations: { add: breaks } });
    expect(rules.mutate({ notes: [] }, { type: 'add', text: 'a', person: 'Bob' }, facts).refusal).toBe(
      'mutation-failed',
    );
  });

  test('[M3] an official action sees its serverSeq, its serverTime and, if its mutation reads it, its seed', () => {
    const { state } = notesRules.mutate({ notes: [] }, { ...add('a'), person: HERO }, facts);
    expect(state.notes).toEqual([{ text: 'a', person: HERO, serverTime: 1000, seed: 5 }]);
    const seen: unknown[] = [];
    const watch = mutation(v.strictObject({}), (notes: Notes, _, { serverSeq, serverTime }): Notes => {
      seen.push(serverSeq, serverTime);
      return notes;
    });
    const rules = defineRules({ ...notesRules, mutations: { watch } });
    rules.mutate({ notes: [] }, { type: 'watch', person: HERO }, facts);
    expect(seen).toEqual([9, 1000]);
  });
});

describe('the record', () => {
  test.each([
    [2, { kind: 'duplicate' }],
    [1, { kind: 'duplicate' }],
    [3, { kind: 'next' }],
    [4, { kind: 'gap', expected: 3 }],
    [9, { kind: 'gap', expected: 3 }],
  ])('[R1] after number 2, number %i is %o', (clientSeq, expected) => {
    expect(sequence(clients(), refused(BOB, clientSeq))).toEqual(expected);
  });

  test('[R2] a join is always next, and lists a new client under the serverSeq of its line', async () => {
    const record = new MemoryLog<NotesIntent>(saved({ ...beginning, serverSeq: 6 }));
    for (const person of ['Bob', 'Bob', null]) await record.append({ kind: 'join', person }, { time: 1 });
    const lines = await linesOf(record);
    expect(lines.map(({ clientId, clientSeq, serverSeq }) => [clientId, clientSeq, serverSeq])).toEqual([
      [7, 0, 7],
      [8, 0, 8],
      [9, 0, 9],
    ]);
    const { official } = apply(notesRules, { ...beginning, serverSeq: 6, clients: new Map() }, lines);
    expect([...official.clients]).toEqual([
      [7, { clientSeq: 0, person: 'Bob' }],
      [8, { clientSeq: 0, person: 'Bob' }],
      [9, { clientSeq: 0, person: null }],
    ]);
    expect(official.state).toBe(beginning.state);
  });

  test('[R2] nothing is accepted from a client that is not listed', () => {
    const action = { kind: 'action', clientId: SUE, clientSeq: 1, action: { type: 'add' } } as const;
    expect(sequence(clients(), action)).toEqual({ kind: 'expired' });
    expect(sequence(clients(), refused(SUE, 1))).toEqual({ kind: 'expired' });
  });

  test('[R3] a client is forgotten once, and only if it has emitted nothing since that was decided', () => {
    expect(sequence(clients(), { kind: 'forget', clientId: BOB, clientSeq: 2 })).toEqual({ kind: 'next' });
    expect(sequence(clients(), { kind: 'forget', clientId: BOB, clientSeq: 1 })).toEqual({ kind: 'duplicate' });
    expect(sequence(new Map(), { kind: 'forget', clientId: BOB, clientSeq: 2 })).toEqual({ kind: 'expired' });
    const applied: unknown[] = [];
    const forgotten = { kind: 'forget', clientId: BOB, clientSeq: 2, ...facts } as const;
    const { official } = apply(notesRules, before(), [forgotten], (one) => applied.push(one));
    expect([...official.clients]).toEqual([]);
    expect(applied).toEqual([{ line: forgotten, person: null, state: beginning.state, refusal: null }]);
  });

  test('[R4] a refused line changes nothing, but its client’s `clientSeq` advances', () => {
    const applied: unknown[] = [];
    const line: Recorded<NotesIntent> = { kind: 'refused', clientId: BOB, clientSeq: 3, code: 'no', ...facts };
    const { official } = apply(notesRules, before(), [line], (one) => applied.push(one));
    expect(applied).toEqual([{ line, person: 'Bob', state: beginning.state, refusal: 'no' }]);
    const advanced = { serverSeq: 9, serverTime: 1000, clients: new Map([[BOB, listed(3)]]) };
    expect(official).toEqual({ ...beginning, ...advanced });
    expect(official.state).toBe(beginning.state);
  });

  test('[R5] an action is in the name of the person that its client’s join says', () => {
    const line: Recorded<NotesIntent> = { kind: 'action', clientId: BOB, clientSeq: 3, action: add('a'), ...facts };
    const { official } = apply(notesRules, before(), [line]);
    expect(official.state.notes).toMatchObject([{ text: 'a', person: 'Bob' }]);
    expect([...official.clients]).toEqual([[BOB, listed(3)]]);
  });
});

test('an error of a log has its code, its subject and its cause', () => {
  const cause = new Error('no space left');
  const error = new LogError('not-recorded', 'ROOM', cause);
  expect(error).toMatchObject({ code: 'not-recorded', subject: 'ROOM', message: 'not-recorded: ROOM', cause });
});
