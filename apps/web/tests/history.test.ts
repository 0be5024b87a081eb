import { Client, type Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { expect, test } from 'vitest';
import { History } from '../src/hero-saw/history.ts';

const add = (text: string): NotesIntent => ({ type: 'add', text });
const remove = (text: string): NotesIntent => ({ type: 'remove', text });
const forbid = (text: string): NotesIntent => ({ type: 'forbid', text });
const sue = { clientId: 'sue', person: 'Sue' };
const beginning = { epoch: 'epoch-1', serverSeq: 0, serverTime: 0, state: notesRules.initialState };

/** Bob’s page, welcomed to an empty room, and what it can look back on. */
function openWelcomed() {
  const history = new History(notesRules);
  const outbox = { toHero: () => undefined, toPeers: () => undefined };
  const client = new Client<Notes, NotesIntent>({ rules: notesRules, outbox, observer: history.observe });
  const snapshot = { ...beginning, lastSeqs: { bob: 0, sue: 0 } };
  client.handleWelcome({ clientId: 'bob', person: 'Bob', catchUp: { snapshot } });
  return { client, history };
}

function line<I extends Intent>(serverSeq: number, clientId: string, clientSeq: number, intent: I): Recorded<I> {
  const facts = { serverSeq, serverTime: 1000 + serverSeq, seed: serverSeq };
  return { kind: 'action', clientId, clientSeq, ...facts, action: { ...intent, person: clientId } };
}

/** Bob’s page after three lines: his own, one that Sue told it before, and one that only Hero told. */
function afterThree() {
  const { client, history } = openWelcomed();
  client.handleActionFromPeer(sue, 1, add('hers'));
  void client.emit(add('mine'));
  client.handleActionsFromServer([line(1, 'bob', 1, add('mine')), line(2, 'sue', 1, add('hers'))]);
  client.handleActionsFromServer([line(3, 'sue', 2, forbid('no'))]);
  return { client, history };
}

test('before the first snapshot there is nothing to see', () => {
  const history = new History(notesRules);
  expect([history.from, history.lines, history.stateAt(0)]).toEqual([null, [], null]);
});

test('a line that nobody told before is known from Hero, whatever else its client told', () => {
  const { client, history } = openWelcomed();
  client.handleActionFromPeer(sue, 2, add('b'));
  client.handleActionsFromServer([line(1, 'sue', 1, add('a'))]);
  expect(history.lines).toMatchObject([{ knownFrom: 'Hero' }]);
});

test('every line is kept with its refusal, if any, and the source that first told of it', () => {
  const { lines } = afterThree().history;
  expect(lines.map(({ line, knownFrom, refusal }) => [line.serverSeq, knownFrom, refusal])).toEqual([
    [1, 'me', null],
    [2, 'peer', null],
    [3, 'Hero', 'forbidden'],
  ]);
});

test('the state at any number since the snapshot can be seen again, and none beyond', () => {
  const { history } = afterThree();
  const texts = [0, 1, 2, 3].map((serverSeq) => history.stateAt(serverSeq)?.notes.map(({ text }) => text));
  expect(texts).toEqual([[], ['mine'], ['mine', 'hers'], ['mine', 'hers']]);
  expect([history.stateAt(-1), history.stateAt(4)]).toEqual([null, null]);
});

test('another snapshot starts the history again from there', () => {
  const { client, history } = afterThree();
  client.handleSnapshot({ ...beginning, serverSeq: 9, lastSeqs: { bob: 1 } });
  expect([history.from, history.lines]).toEqual([9, []]);
  expect(history.stateAt(3)).toBeNull();
});

test('a long history drops its oldest lines, not the states after them', () => {
  const { client, history } = openWelcomed();
  const lines = Array.from({ length: 4_001 }, (_, n) => line(n + 1, 'sue', n + 1, n % 2 ? remove('x') : add('x')));
  client.handleActionsFromServer(lines.slice(0, 4_000));
  expect([history.from, history.lines.length]).toEqual([0, 4_000]);
  client.handleActionsFromServer(lines.slice(4_000));
  expect([history.from, history.lines.length]).toEqual([2_001, 2_000]);
  expect(history.stateAt(2_000)).toBeNull();
  expect(history.stateAt(2_001)?.notes).toHaveLength(1);
  expect(history.stateAt(2_002)?.notes).toHaveLength(0);
  expect(history.stateAt(4_001)).toEqual(client.replica.official?.state);
});
