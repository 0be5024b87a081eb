import {
  Client,
  type ClientOptions,
  type Emission,
  type MessagesToHero,
  type Outbox,
  type RecordObserver,
} from '@button/sync';
import type { Welcome } from '@button/sync/hero';
import type { Recorded, Snapshot } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { describe, expect, test } from 'vitest';
import { add, beginning, first, forbid, official, remove, shown } from './notes-network.ts';

/** A message to Hero, under its name. */
type Sent = Partial<MessagesToHero<NotesIntent>>;

/** A client without a network: its messages are collected, and the test plays Hero. */
function openClient(options: Pick<ClientOptions<Notes, NotesIntent>, 'resumption' | 'observer'> = {}) {
  const sent: Sent[] = [];
  const toPeers: Emission<NotesIntent>[] = [];
  const outbox: Outbox<NotesIntent> = {
    toHero: (name, message) => sent.push({ [name]: message }),
    toPeers: (emission) => toPeers.push(emission),
  };
  const observed: unknown[] = [];
  const observer: RecordObserver<Notes, NotesIntent> = ({ official, unverified }, applied) => {
    const lines = applied.map(({ line, refusal }) => [line.serverSeq, refusal]);
    observed.push({ from: official?.serverSeq, held: unverified.map(({ clientId }) => clientId), lines });
  };
  const client = new Client<Notes, NotesIntent>({ rules: notesRules, outbox, observer, ...options });
  return { client, sent, toPeers, observed };
}

function numbersOf(sent: readonly Sent[]) {
  return sent.map((message) => message.emit?.clientSeq);
}

function welcome(clientId = 'bob', snapshot: Partial<Snapshot<Notes>> = {}): Welcome<Notes, NotesIntent> {
  const lastSeqs = { bob: 0, sue: 0, [clientId]: 0 };
  return { clientId, person: 'Bob', catchUp: { snapshot: { ...beginning, lastSeqs, ...snapshot } } };
}

function line(serverSeq: number, clientId: string, clientSeq: number, intent: NotesIntent): Recorded<NotesIntent> {
  const facts = { serverSeq, serverTime: 1000 + serverSeq, seed: serverSeq };
  return { kind: 'action', clientId, clientSeq, ...facts, action: { ...intent, person: clientId } };
}

/** A client that was welcomed to an empty room. */
function openWelcomed() {
  const opened = openClient();
  opened.client.handleWelcome(welcome());
  return opened;
}

const sue = { clientId: 'sue', person: 'Sue' };

describe('emitting', () => {
  test('[C1] an emitted action shows at once, is numbered and sent without its person', () => {
    const { client, sent } = openWelcomed();
    void client.emit(add('a'));
    void client.emit(add('b'));
    expect(shown(client)).toEqual(['a', 'b']);
    expect(official(client)).toEqual([]);
    expect(client.replica.unverified.map(({ clientId, clientSeq }) => [clientId, clientSeq])).toEqual([
      ['bob', 1],
      ['bob', 2],
    ]);
    expect(sent).toEqual([
      { emit: { clientSeq: 1, action: { type: 'add', text: 'a' } } },
      { emit: { clientSeq: 2, action: { type: 'add', text: 'b' } } },
    ]);
  });

  test('[C2] an intent that fails the check is refused at once and leaves no trace', async () => {
    const { client, sent } = openWelcomed();
    const wrong = { type: 'add', text: 'a', extra: true } as const;
    expect(await client.emit(wrong)).toEqual({ kind: 'refused', code: 'wrong-payload' });
    void client.emit(add('b'));
    expect(shown(client)).toEqual(['b']);
    expect(numbersOf(sent)).toEqual([1]);
  });

  test('[C10] an action that is emitted while the link is lost shows, and is sent once after the next welcome', () => {
    const { client, sent } = openWelcomed();
    client.handleLostLink();
    void client.emit(add('a'));
    expect(shown(client)).toEqual(['a']);
    expect(sent).toEqual([]);
    client.handleWelcome({ ...welcome(), catchUp: { tail: [] } });
    expect(sent).toHaveLength(1);
  });

  test('[C16] emit resolves as official with its serverSeq', async () => {
    const { client } = openWelcomed();
    const settled = client.emit(add('a'));
    client.handleActionsFromServer([line(1, 'sue', 1, add('hers')), line(2, 'bob', 1, add('a'))]);
    expect(await settled).toEqual({ kind: 'official', serverSeq: 2 });
  });

  test('[C16] emit resolves as refused when its mutation throws, or when Hero recorded a refusal', async () => {
    const { client } = openWelcomed();
    const [thrown, refused] = [client.emit(forbid('a')), client.emit(add('b'))];
    client.handleActionsFromServer([
      line(1, 'bob', 1, forbid('a')),
      { kind: 'refused', clientId: 'bob', clientSeq: 2, code: 'too-large', serverSeq: 2, serverTime: 1, seed: 1 },
    ]);
    expect(await thrown).toEqual({ kind: 'refused', code: 'forbidden' });
    expect(await refused).toEqual({ kind: 'refused', code: 'too-large' });
    expect(shown(client)).toEqual([]);
  });

  test('[C16] emit resolves when a snapshot settled the action', async () => {
    const { client } = openWelcomed();
    const settled = client.emit(add('a'));
    client.handleSnapshot({ ...beginning, serverSeq: 9, lastSeqs: { bob: 1 } });
    expect(await settled).toEqual({ kind: 'snapshot' });
  });

  test('[C16] an action that a snapshot settled is not mistaken for a line that follows at once', async () => {
    const { client } = openWelcomed();
    const [covered, next] = [client.emit(add('a')), client.emit(add('b'))];
    client.handleActionsFromServer([line(6, 'bob', 2, add('b'))]);
    client.handleCaughtUp({ snapshot: { ...beginning, serverSeq: 5, lastSeqs: { bob: 1 } } });
    expect(await covered).toEqual({ kind: 'snapshot' });
    expect(await next).toEqual({ kind: 'official', serverSeq: 6 });
  });

  test('[C17] an action of a client that only watches is refused, and before the first welcome emit throws', async () => {
    const { client, sent } = openClient();
    expect(() => client.emit(add('a'))).toThrow('not in a room yet');
    client.handleWelcome({ ...welcome(), person: null });
    expect(await client.emit(add('a'))).toEqual({ kind: 'refused', code: 'watching' });
    expect(sent).toEqual([]);
  });
});

describe('applying the record', () => {
  test('[C3] the next line is applied, and one that the client already has is ignored', () => {
    const { client, sent } = openWelcomed();
    client.handleActionsFromServer([line(1, 'sue', 1, add('a')), line(1, 'sue', 1, add('a'))]);
    client.handleActionsFromServer([line(1, 'sue', 1, add('a'))]);
    expect(official(client)).toEqual(['a']);
    expect(client.replica.official).toMatchObject({ epoch: 'epoch-1', serverSeq: 1 });
    expect(sent).toEqual([]);
  });

  test('[C3] lines that arrive before the first snapshot are kept for it', () => {
    const { client, sent } = openClient();
    client.handleWelcome({ ...welcome(), catchUp: { tail: [line(1, 'sue', 1, add('a'))] } });
    expect([client.replica.state, sent]).toEqual([null, []]);
    client.handleSnapshot({ ...beginning, lastSeqs: { sue: 0 } });
    expect(official(client)).toEqual(['a']);
  });

  test('[C4] lines that are too far ahead are kept, and the missing lines are requested once', () => {
    const { client, sent } = openWelcomed();
    client.handleActionsFromServer([line(3, 'sue', 3, add('c'))]);
    client.handleActionsFromServer([line(2, 'sue', 2, add('b'))]);
    expect(official(client)).toEqual([]);
    expect(sent).toEqual([{ catchUp: { epoch: 'epoch-1', serverSeq: 0 } }]);
    client.handleCaughtUp({ tail: [line(1, 'sue', 1, add('a'))] });
    expect(official(client)).toEqual(['a', 'b', 'c']);
    client.handleActionsFromServer([line(5, 'sue', 5, add('e'))]);
    expect(sent).toHaveLength(2);
  });

  test('[C5] a line settles the actions of its client up to its clientSeq, and no others', () => {
    const { client } = openWelcomed();
    void client.emit(add('mine'));
    client.handleActionFromPeer(sue, 1, add('first'));
    client.handleActionFromPeer(sue, 2, add('second'));
    client.handleActionFromPeer(sue, 3, add('third'));
    client.handleActionsFromServer([line(1, 'sue', 2, add('second'))]);
    expect(shown(client)).toEqual(['second', 'mine', 'third']);
  });

  test('[C6] the visible state is the official state with the unverified actions applied in their order', () => {
    const { client } = openWelcomed();
    void client.emit(add('a'));
    void client.emit(remove('x'));
    client.handleActionsFromServer([line(1, 'sue', 1, add('x')), line(2, 'sue', 2, add('y'))]);
    expect(official(client)).toEqual(['x', 'y']);
    expect(shown(client)).toEqual(['y', 'a']);
  });

  test('[C7] observers are notified once per batch, even if nothing looks different', () => {
    const { client } = openWelcomed();
    let notified = 0;
    client.subscribe(() => (notified += 1));
    client.handleActionsFromServer([line(1, 'sue', 1, add('a')), line(2, 'sue', 2, add('b'))]);
    expect(notified).toBe(1);
    client.handleActionsFromServer([line(3, 'sue', 3, remove('nothing'))]);
    expect(notified).toBe(2);
    client.handleActionsFromServer([line(3, 'sue', 3, remove('nothing'))]);
    expect(notified).toBe(2);
  });

  test('[C7] an observer that has unsubscribed is not notified', () => {
    const { client } = openWelcomed();
    let notified = 0;
    const stop = client.subscribe(() => (notified += 1));
    stop();
    void client.emit(add('a'));
    expect(notified).toBe(0);
  });

  test('[C8] a newer snapshot is taken and settles the actions that it covers; an older one is ignored', () => {
    const { client } = openWelcomed();
    void client.emit(add('a'));
    void client.emit(add('b'));
    const note = { text: 'a', person: 'bob', serverTime: 1, seed: 1 };
    client.handleSnapshot({ ...beginning, serverSeq: 5, state: { notes: [note] }, lastSeqs: { bob: 1 } });
    expect(shown(client)).toEqual(['a', 'b']);
    for (const serverSeq of [4, 5]) client.handleSnapshot({ ...beginning, serverSeq });
    expect(official(client)).toEqual(['a']);
  });

  test('[M3] an unverified action sees the last official time, and null for the rest', () => {
    const { client } = openWelcomed();
    client.handleActionsFromServer([line(7 - 6, 'sue', 1, add('a'))]);
    void client.emit(add('b'));
    expect(client.replica.state?.notes).toEqual([
      { text: 'a', person: 'sue', serverTime: 1001, seed: 1 },
      { text: 'b', person: 'Bob', serverTime: 1001, seed: null },
    ]);
  });
});

describe('coming back', () => {
  test('[C9] a line that arrives before the first welcome is ignored', () => {
    const { client } = openClient();
    client.handleActionsFromServer([line(1, 'sue', 1, add('of another room'))]);
    client.handleWelcome(welcome());
    expect(official(client)).toEqual([]);
  });

  test('[C9] a line that was kept on a link that is lost is dropped with it: it may be of another epoch', () => {
    const { client } = openWelcomed();
    client.handleActionsFromServer([line(2, 'sue', 2, add('of another epoch'))]);
    client.handleLostLink();
    client.handleWelcome(welcome('bob-2', { epoch: 'epoch-2', serverSeq: 1 }));
    expect(official(client)).toEqual([]);
  });

  test('[C9] a line that arrives on a new link before its welcome is ignored: it may be of another epoch', () => {
    const { client } = openWelcomed();
    client.handleLostLink();
    client.handleActionsFromServer([line(1, 'sue', 1, add('of another epoch'))]);
    expect([client.replica.official?.serverSeq, official(client)]).toEqual([0, []]);
  });

  test('[C9] a line that was kept on the old link is not applied after a snapshot: it may be of another epoch', () => {
    const { client } = openWelcomed();
    client.handleActionsFromServer([line(3, 'sue', 1, add('of another epoch'))]);
    client.handleLostLink();
    client.handleWelcome(welcome('bob-2', { epoch: 'epoch-2', serverSeq: 2 }));
    expect([client.replica.official?.serverSeq, official(client)]).toEqual([2, []]);
  });

  test('[C9] after a welcome the client catches up, then sends all its unverified actions again in order', () => {
    const { client, sent } = openWelcomed();
    for (const text of ['a', 'b', 'c']) void client.emit(add(text));
    client.handleLostLink();
    sent.length = 0;
    client.handleWelcome({ ...welcome(), catchUp: { tail: [line(1, 'bob', 1, add('a'))] } });
    expect(numbersOf(sent)).toEqual([2, 3]);
    expect(shown(client)).toEqual(['a', 'b', 'c']);
  });

  test('[C12] under another clientId the remaining actions are numbered again, and their emitters keep waiting', async () => {
    const { client, sent } = openWelcomed();
    const [covered, rest] = [client.emit(add('a')), client.emit(add('b'))];
    client.handleActionFromPeer(sue, 1, add('a guess'));
    client.handleActionFromPeer(sue, 2, add('another'));
    client.handleLostLink();
    sent.length = 0;
    client.handleWelcome(welcome('bob-2', { epoch: 'epoch-2', lastSeqs: { bob: 1, sue: 0, 'bob-2': 0 } }));
    expect(await covered).toEqual({ kind: 'snapshot' });
    expect(sent).toEqual([{ emit: { clientSeq: 1, action: add('b') } }]);
    expect(shown(client)).toEqual(['b']);
    client.handleActionsFromServer([line(1, 'bob-2', 1, add('b'))]);
    expect(await rest).toEqual({ kind: 'official', serverSeq: 1 });
  });

  test('[C13] actions under an expired clientId are refused, and the next action is number 1', async () => {
    const { client, sent } = openWelcomed();
    const settled = client.emit(add('a'));
    client.handleLostLink();
    sent.length = 0;
    client.handleWelcome(welcome('bob-2', { lastSeqs: { 'bob-2': 0 } }));
    expect(await settled).toEqual({ kind: 'refused', code: 'expired' });
    void client.emit(add('b'));
    expect(sent).toEqual([{ emit: { clientSeq: 1, action: add('b') } }]);
    expect(shown(client)).toEqual(['b']);
  });

  test('[C13] the actions of a forgotten client wait until a welcome shows that they have expired', async () => {
    const { client } = openWelcomed();
    const settled = client.emit(add('a'));
    const forgotten = { kind: 'forget', clientId: 'bob', clientSeq: 0 } as const;
    client.handleActionsFromServer([{ ...forgotten, serverSeq: 1, serverTime: 1, seed: 1 }]);
    expect(shown(client)).toEqual(['a']);
    client.handleLostLink();
    client.handleWelcome(welcome('bob-2', { serverSeq: 2, lastSeqs: { 'bob-2': 0 } }));
    expect(await settled).toEqual({ kind: 'refused', code: 'expired' });
  });

  test('[C14] after "not now" nothing is sent until the pause is over, then everything in order', () => {
    const { client, sent } = openWelcomed();
    void client.emit(add('a'));
    client.handleNotNow();
    sent.length = 0;
    void client.emit(add('b'));
    client.handleSendAgain(1);
    expect(sent).toEqual([]);
    client.handleNowAgain();
    expect(numbersOf(sent)).toEqual([1, 2]);
  });

  test('[C15] asked to send again, the client sends its actions from that clientSeq on', () => {
    const { client, sent } = openWelcomed();
    for (const text of ['a', 'b', 'c']) void client.emit(add(text));
    sent.length = 0;
    client.handleSendAgain(2);
    expect(numbersOf(sent)).toEqual([2, 3]);
  });
});

describe('peers', () => {
  test('[C11] a peer’s copy shows at once, in its person’s name, and is never sent on', () => {
    const { client, sent, toPeers } = openWelcomed();
    client.handleActionFromPeer(sue, 1, add('a'));
    expect(client.replica.state?.notes).toMatchObject([{ text: 'a', person: 'Sue', seed: null }]);
    expect(official(client)).toEqual([]);
    client.handleSendAgain(1);
    expect([sent, toPeers]).toEqual([[], []]);
  });

  test('[C11] a peer’s copy is ignored before the first snapshot, if it is official, and if its client is not listed', () => {
    const { client } = openClient();
    client.handleActionFromPeer(sue, 1, add('too early'));
    client.handleWelcome(welcome());
    client.handleActionsFromServer([line(1, 'sue', 1, add('a'))]);
    client.handleActionFromPeer(sue, 1, add('a'));
    client.handleActionFromPeer({ clientId: 'stranger', person: 'Eve' }, 1, add('b'));
    expect(shown(client)).toEqual(['a']);
    expect(client.replica.unverified).toEqual([]);
  });

  test('[C11] a copy that arrives again, or after a later one, is ignored; one after a gap is not', () => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 3, add('c'));
    client.handleActionFromPeer(sue, 3, add('c again'));
    client.handleActionFromPeer(sue, 2, add('b'));
    client.handleActionFromPeer(sue, 7, add('g'));
    expect(shown(client)).toEqual(['c', 'g']);
  });

  test('[C11] a copy need not have a greater number than the unverified actions of other clients', () => {
    const { client } = openWelcomed();
    for (const text of ['a', 'b']) void client.emit(add(text));
    client.handleActionFromPeer(sue, 1, add('hers'));
    expect(shown(client)).toEqual(['a', 'b', 'hers']);
  });

  test.each([
    ['of an unknown type', { type: 'constructor', text: 'a' }],
    ['with an unknown key', { ...add('a'), extra: true }],
    ['with a person of its own', { ...add('a'), person: 'Bob' }],
    ['that is no action', 'a'],
  ])('[C11] a copy %s is ignored, and so is one under the client’s own clientId', (_, candidate) => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 1, candidate);
    client.handleActionFromPeer({ clientId: 'bob', person: 'Bob' }, 1, add('forged'));
    expect(client.replica.unverified).toEqual([]);
  });

  test('[C11] a copy that the record contradicts is replaced by the official action', () => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 1, add('what Sue told me'));
    client.handleActionsFromServer([line(1, 'sue', 1, add('what Sue told Hero'))]);
    expect(shown(client)).toEqual(['what Sue told Hero']);
  });

  test('[C19] an action is sent to the peers once, when it is emitted, even while the link to Hero is lost', () => {
    const { client, toPeers } = openWelcomed();
    void client.emit(add('a'));
    client.handleLostLink();
    void client.emit(add('b'));
    client.handleWelcome(welcome());
    expect(toPeers).toEqual([
      { clientSeq: 1, action: add('a') },
      { clientSeq: 2, action: add('b') },
    ]);
  });

  test('[C20] a peer’s actions up to a clientSeq can be dropped, and no others are', () => {
    const { client } = openWelcomed();
    void client.emit(add('mine'));
    client.handleActionFromPeer(sue, 1, add('a'));
    client.handleActionFromPeer(sue, 2, add('b'));
    client.dropFromPeer('sue', 1);
    client.dropFromPeer('bob');
    expect(shown(client)).toEqual(['mine', 'b']);
    client.dropFromPeer('sue');
    expect(shown(client)).toEqual(['mine']);
  });

  test('[C20] observers are notified of a drop, but not if there was nothing to drop', () => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 1, add('a'));
    let notified = 0;
    client.subscribe(() => (notified += 1));
    client.dropFromPeer('sue');
    client.dropFromPeer('sue');
    expect(notified).toBe(1);
  });

  test('[C20] a dropped action still counts when it becomes official', () => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 1, add('a'));
    client.dropFromPeer('sue');
    client.handleActionsFromServer([line(1, 'sue', 1, add('a'))]);
    expect(shown(client)).toEqual(['a']);
  });
});

test('[C21] the record observer receives each line with its refusal, and the replica before it', () => {
  const { client, observed } = openWelcomed();
  client.handleActionFromPeer(sue, 1, add('hers'));
  void client.emit(add('mine'));
  client.handleActionsFromServer([line(1, 'bob', 1, add('mine')), line(2, 'sue', 1, add('hers'))]);
  client.handleActionsFromServer([line(2, 'sue', 1, add('hers')), line(3, 'sue', 2, forbid('no'))]);
  client.handleSnapshot({ ...beginning, serverSeq: 9, lastSeqs: { bob: 1 } });
  expect(observed).toEqual([
    { from: 0, held: [], lines: [] },
    {
      from: 0,
      held: ['sue', 'bob'],
      lines: [
        [1, null],
        [2, null],
      ],
    },
    { from: 2, held: [], lines: [[3, 'forbidden']] },
    { from: 9, held: [], lines: [] },
  ]);
});

test('[C21] a client without an observer follows the record all the same', () => {
  const { client } = openClient({ observer: undefined });
  client.handleWelcome(welcome());
  client.handleActionsFromServer([line(1, 'sue', 1, add('a'))]);
  expect(official(client)).toEqual(['a']);
});

test('[C6] the unverified list is empty again when everything is official', () => {
  const { client } = openWelcomed();
  void client.emit(add('a'));
  client.handleActionsFromServer([line(1, 'bob', 1, add('a'))]);
  expect(client.replica.unverified).toEqual([]);
  expect(first(client.replica.state?.notes ?? []).seed).toBe(1);
});

describe('a reloaded page', () => {
  /** Replaces Bob's page, which has two unsettled actions of its own and a copy of one of Sue's. */
  function reload() {
    const { client } = openWelcomed();
    for (const text of ['a', 'b', 'c']) void client.emit(add(text));
    client.handleActionsFromServer([line(1, 'bob', 1, add('a'))]);
    client.handleActionFromPeer(sue, 1, add('hers'));
    const { client: successor, sent } = openClient({ resumption: JSON.parse(JSON.stringify(client.resumption)) });
    return { successor, sent };
  }

  test('[C18] enters as its predecessor, without a state, and shows and sends its unsettled actions', () => {
    const { successor, sent } = reload();
    expect(successor.returning).toEqual({ clientId: 'bob', epoch: 'epoch-1', serverSeq: null });
    expect(successor.replica.state).toBeNull();
    successor.handleWelcome(welcome('bob', { serverSeq: 1, lastSeqs: { bob: 1, sue: 0 } }));
    expect(shown(successor)).toEqual(['b', 'c']);
    expect(numbersOf(sent)).toEqual([2, 3]);
  });

  test('[C18] continues the numbers, and the snapshot settles the actions that Hero had already', () => {
    const { successor, sent } = reload();
    successor.handleWelcome(welcome('bob', { serverSeq: 3, lastSeqs: { bob: 3 } }));
    expect(successor.replica.unverified).toEqual([]);
    void successor.emit(add('d'));
    expect(numbersOf(sent)).toEqual([4]);
  });

  test('[C18] leaves the same to its own successor if it is reloaded before the welcome', () => {
    const { successor } = reload();
    expect(successor.resumption).toMatchObject({ clientId: 'bob', epoch: 'epoch-1' });
    expect(successor.resumption?.unsettled.map(({ clientSeq }) => clientSeq)).toEqual([2, 3]);
  });

  test('[C18] enters as a newcomer if its predecessor was not welcomed', () => {
    const { client } = openClient();
    expect(client.resumption).toBeNull();
    expect(client.replica).toMatchObject({ official: null, unverified: [], state: null });
  });

  test('[C18] sends its predecessor’s actions even if it only watches, and they are refused', () => {
    const { client } = openWelcomed();
    void client.emit(add('a'));
    const { client: successor, sent } = openClient({ resumption: client.resumption ?? undefined });
    successor.handleWelcome({ ...welcome(), person: null });
    expect([shown(successor), numbersOf(sent)]).toEqual([['a'], [1]]);
    const refused = { kind: 'refused', clientId: 'bob', clientSeq: 1, code: 'watching' } as const;
    successor.handleActionsFromServer([{ ...refused, serverSeq: 1, serverTime: 1, seed: 1 }]);
    expect(shown(successor)).toEqual([]);
  });

  test('[C18] drops the actions that expired with its clientId', () => {
    const { successor, sent } = reload();
    successor.handleWelcome(welcome('bob-2', { lastSeqs: { 'bob-2': 0 } }));
    expect([successor.replica.unverified, sent]).toEqual([[], []]);
  });
});
