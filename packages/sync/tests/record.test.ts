import { defineRules, HERO, mutation, Refusal, type Intent } from '@button/sync';
import { apply, LogError, sequence, type Entry, type Recorded } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { add, beginning, forbid } from './notes-network.ts';

const facts = { serverSeq: 1, serverTime: 1000, seed: 5 };
const lastSeqs = { bob: 2 };
const refused = (clientId: string, clientSeq: number): Entry<Intent> => ({
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

  test('[M3] an official action sees its facts', () => {
    const { state } = notesRules.mutate({ notes: [] }, { ...add('a'), person: HERO }, facts);
    expect(state.notes).toEqual([{ text: 'a', person: HERO, serverTime: 1000, seed: 5 }]);
  });
});

describe('the record', () => {
  test.each([
    [2, { kind: 'duplicate' }],
    [1, { kind: 'duplicate' }],
    [3, { kind: 'next' }],
    [4, { kind: 'gap', expected: 3 }],
    [9, { kind: 'gap', expected: 3 }],
  ])('[R1] after number 2, number %i is %o', (clientSeq, verdict) => {
    expect(sequence(lastSeqs, refused('bob', clientSeq))).toEqual(verdict);
  });

  test('[R2] a client is listed once, and nothing is accepted from one that is not', () => {
    expect(sequence(lastSeqs, { kind: 'join', clientId: 'sue', clientSeq: 0 })).toEqual({ kind: 'next' });
    expect(sequence(lastSeqs, { kind: 'join', clientId: 'bob', clientSeq: 0 })).toEqual({ kind: 'duplicate' });
    expect(
      sequence(lastSeqs, { ...refused('sue', 1), kind: 'action', action: { type: 'add', person: 'Sue' } }),
    ).toEqual({ kind: 'expired' });
    expect(sequence(lastSeqs, refused('sue', 1))).toEqual({ kind: 'expired' });
  });

  test('[R3] a client is forgotten once, and only if it has emitted nothing since that was decided', () => {
    expect(sequence(lastSeqs, { kind: 'forget', clientId: 'bob', clientSeq: 2 })).toEqual({ kind: 'next' });
    expect(sequence(lastSeqs, { kind: 'forget', clientId: 'bob', clientSeq: 1 })).toEqual({ kind: 'duplicate' });
    expect(sequence({}, { kind: 'forget', clientId: 'bob', clientSeq: 2 })).toEqual({ kind: 'expired' });
    const forgotten = { kind: 'forget', clientId: 'bob', clientSeq: 2, ...facts } as const;
    const applied = apply(notesRules, { ...beginning, lastSeqs }, forgotten);
    expect([applied.official.lastSeqs, applied.refusal]).toEqual([{}, null]);
  });

  test('[R4] a refused line changes nothing but moves its client on', () => {
    const refused: Recorded<NotesIntent> = { kind: 'refused', clientId: 'bob', clientSeq: 3, code: 'no', ...facts };
    const { official, refusal } = apply(notesRules, { ...beginning, lastSeqs }, refused);
    expect(refusal).toBe('no');
    expect(official).toEqual({ ...beginning, serverSeq: 1, serverTime: 1000, lastSeqs: { bob: 3 } });
    expect(official.state).toBe(beginning.state);
  });

  test.each(['constructor', '__proto__', 'toString'])(
    '[R5] a client called %s is a client like any other',
    (clientId) => {
      expect(sequence({}, refused(clientId, 1))).toEqual({ kind: 'expired' });
      const joined = { kind: 'join', clientId, clientSeq: 0, ...facts } as const;
      const { lastSeqs: listed } = apply(notesRules, beginning, joined).official;
      expect(sequence(listed, refused(clientId, 1))).toEqual({ kind: 'next' });
    },
  );
});

test('an error of a log has its code, its subject and its cause', () => {
  const cause = new Error('no space left');
  const error = new LogError('not-recorded', 'ROOM', cause);
  expect(error).toMatchObject({ code: 'not-recorded', subject: 'ROOM', message: 'not-recorded: ROOM', cause });
});
