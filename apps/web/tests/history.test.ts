import { Client, type Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { expect, test } from 'vitest';
import { History } from '../src/inspector/history.ts';

const add = (text: string): NotesIntent => ({ type: 'add', text });
const remove = (text: string): NotesIntent => ({ type: 'remove', text });
const forbid = (text: string): NotesIntent => ({ type: 'forbid', text });
/** The clients that the room has from its beginning. */
const [BOB, SUE] = [1, 2];
const listed = [
  [BOB, { clientSeq: 0, person: 'Bob' }],
  [SUE, { clientSeq: 0, person: 'Sue' }],
] as const;
const sue = { clientId: SUE, person: 'Sue' };
const beginning = {
  epoch: 'epoch-1',
  continues: null,
  serverSeq: 0,
  serverTime: 0,
  state: notesRules.initialState,
  clients: listed,
};

/** Bob’s page, welcomed to an empty room, and its history. */
function openWelcomed() {
  const history = new History<Notes, NotesIntent>();
  const outbox = { emit: () => undefined, catchUp: () => undefined, toPeers: () => undefined };
  const client = new Client<Notes, NotesIntent>({ rules: notesRules, outbox });
  client.handleWelcome({ clientId: BOB, catchUp: { snapshot: beginning } });
  client.observe(history.observe);
  return { client, history };
}

function line<I extends Intent>(serverSeq: number, clientId: number, clientSeq: number, action: I): Recorded<I> {
  return { kind: 'action', clientId, clientSeq, serverSeq, serverTime: 1000 + serverSeq, seed: serverSeq, action };
}

/** Bob’s page after three lines: his own, one that it first got from Sue, and one that it got from Hero alone. */
function afterThree() {
  const { client, history } = openWelcomed();
  client.handleActionFromPeer(sue, 1, add('hers'));
  void client.emit(add('mine'));
  client.handleActionsFromServer([line(1, BOB, 1, add('mine')), line(2, SUE, 1, add('hers'))]);
  client.handleActionsFromServer([line(3, SUE, 2, forbid('no'))]);
  return { client, history };
}

test('before the first snapshot there is nothing to see', () => {
  const history = new History<Notes, NotesIntent>();
  expect([history.from, history.lines, history.stateAt(0)]).toEqual([null, [], null]);
});

test('a line that nobody told before is known from Hero, whatever else its client told', () => {
  const { client, history } = openWelcomed();
  client.handleActionFromPeer(sue, 2, add('b'));
  client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
  expect(history.lines).toMatchObject([{ knownFrom: 'Hero' }]);
});

test('every line is kept with its person, its refusal, if any, and the source that first told of it', () => {
  const { lines } = afterThree().history;
  expect(lines.map(({ line, person, knownFrom, refusal }) => [line.serverSeq, person, knownFrom, refusal])).toEqual([
    [1, 'Bob', 'me', null],
    [2, 'Sue', 'peer', null],
    [3, 'Sue', 'Hero', 'forbidden'],
  ]);
});

test('a line keeps the person that its client had then, also after the client is forgotten', () => {
  const { client, history } = afterThree();
  const ann = { clientId: 4, serverTime: 2000 };
  client.handleActionsFromServer([
    { kind: 'join', person: 'Ann', ...ann, clientSeq: 0, serverSeq: 4 },
    line(5, ann.clientId, 1, add('Ann’s')),
  ]);
  client.handleActionsFromServer([
    { kind: 'forget', ...ann, clientSeq: 1, serverSeq: 6 },
    line(7, SUE, 3, add('after her')),
  ]);
  expect(history.lines.slice(3).map(({ person }) => person)).toEqual(['Ann', 'Ann', null, 'Sue']);
});

test('the same state is shared by the lines that did not change it', () => {
  const { lines } = afterThree().history;
  expect(lines.map(({ state }) => state.notes.length)).toEqual([1, 2, 2]);
  expect(lines[2]?.state).toBe(lines[1]?.state);
});

test('the state at any number since the snapshot can be seen again, and none beyond', () => {
  const { history } = afterThree();
  const texts = [0, 1, 2, 3].map((serverSeq) => history.stateAt(serverSeq)?.notes.map(({ text }) => text));
  expect(texts).toEqual([[], ['mine'], ['mine', 'hers'], ['mine', 'hers']]);
  expect([history.stateAt(-1), history.stateAt(4)]).toEqual([null, null]);
});

test('another snapshot starts the history again from there', () => {
  const { client, history } = afterThree();
  client.handleSnapshot({ ...beginning, serverSeq: 9 });
  expect([history.from, history.lines]).toEqual([9, []]);
  expect(history.stateAt(3)).toBeNull();
});

test('a long history drops its oldest lines, not the states after them', () => {
  const { client, history } = openWelcomed();
  const lines = Array.from({ length: 4_001 }, (_, n) => line(n + 1, SUE, n + 1, n % 2 ? remove('x') : add('x')));
  client.handleActionsFromServer(lines.slice(0, 4_000));
  expect([history.from, history.lines.length]).toEqual([0, 4_000]);
  client.handleActionsFromServer(lines.slice(4_000));
  expect([history.from, history.lines.length]).toEqual([2_001, 2_000]);
  expect(history.stateAt(2_000)).toBeNull();
  expect(history.stateAt(2_001)?.notes).toHaveLength(1);
  expect(history.stateAt(2_002)?.notes).toHaveLength(0);
  expect(history.stateAt(4_001)).toEqual(client.replica.official?.state);
});
