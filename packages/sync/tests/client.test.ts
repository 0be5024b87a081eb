import { Client, type ClientOptions, type Outbox, type Resumption, type RecordObserver } from '@button/sync';
import type { Position, Welcome } from '@button/sync/hero';
import type { ListedClient, Recorded, Snapshot } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { describe, expect, test } from 'vitest';
import { add, beginning, first, forbid, official, remove, shown } from './notes-network.ts';

const [BOB, SUE, BOB_AGAIN] = [1, 2, 12];
const sue = { clientId: SUE, person: 'Sue' };

type Emitted = readonly [clientSeq: number, intent: NotesIntent];

/** A client without a network: its messages are collected, and the test plays Hero. */
function openClient(options: Pick<ClientOptions<Notes, NotesIntent>, 'resumption'> = {}) {
  const sent: Emitted[] = [];
  const asked: Position[] = [];
  const toPeers: Emitted[] = [];
  const outbox: Outbox<NotesIntent> = {
    emit: (...emitted) => sent.push(emitted),
    catchUp: (from) => asked.push(from),
    toPeers: (...emitted) => toPeers.push(emitted),
  };
  const observed: unknown[] = [];
  const observer: RecordObserver<Notes, NotesIntent> = ({ official, unverified }, applied) => {
    const lines = applied.map(({ line, refusal }) => [line.serverSeq, refusal]);
    observed.push({ from: official?.serverSeq, unverified: unverified.map(({ clientId }) => clientId), lines });
  };
  const client = new Client<Notes, NotesIntent>({ rules: notesRules, outbox, ...options });
  const stopObserving = client.observe(observer);
  return { client, sent, asked, toPeers, observed, stopObserving };
}

function numbersOf(sent: readonly Emitted[]) {
  return sent.map(([clientSeq]) => clientSeq);
}

/** The clients of a snapshot: their last numbers, by clientId. */
function listed(lastNumbers: { readonly [clientId: number]: number }): Snapshot<Notes>['clients'] {
  const names = new Map([[SUE, 'Sue']]);
  return Object.entries(lastNumbers).map(([id, clientSeq]) => {
    const client: ListedClient = { clientSeq, person: names.get(Number(id)) ?? 'Bob' };
    return [Number(id), client];
  });
}

function welcome(clientId = BOB, snapshot: Partial<Snapshot<Notes>> = {}): Welcome<Notes, NotesIntent> {
  const clients = listed({ [BOB]: 0, [SUE]: 0, [clientId]: 0 });
  return { clientId, catchUp: { snapshot: { ...beginning, clients, ...snapshot } } };
}

function line(serverSeq: number, clientId: number, clientSeq: number, action: NotesIntent): Recorded<NotesIntent> {
  return { kind: 'action', clientId, clientSeq, serverSeq, serverTime: 1000 + serverSeq, seed: serverSeq, action };
}

/** A client that was welcomed to an empty room. */
function openWelcomed() {
  const opened = openClient();
  opened.client.handleWelcome(welcome());
  return opened;
}

/** What a page leaves to its successor, as its storage returns it. */
function resumptionOf({ returning, replica }: Client<Notes, NotesIntent>): Resumption<NotesIntent> | undefined {
  const unsettled = replica.unverified.filter(({ own }) => own !== null);
  return returning ? JSON.parse(JSON.stringify({ ...returning, unsettled })) : undefined;
}

describe('emitting', () => {
  test('[C1] an emitted action shows at once, is numbered and sent without its person', () => {
    const { client, sent } = openWelcomed();
    void client.emit(add('a'));
    void client.emit(add('b'));
    expect(shown(client)).toEqual(['a', 'b']);
    expect(official(client)).toEqual([]);
    expect(client.replica.unverified.map(({ clientId, clientSeq }) => [clientId, clientSeq])).toEqual([
      [BOB, 1],
      [BOB, 2],
    ]);
    expect(sent).toEqual([
      [1, { type: 'add', text: 'a' }],
      [2, { type: 'add', text: 'b' }],
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
    client.handleActionsFromServer([line(1, SUE, 1, add('hers')), line(2, BOB, 1, add('a'))]);
    expect(await settled).toEqual({ kind: 'official', serverSeq: 2 });
  });

  test('[C16] emit resolves as refused when its mutation throws, or when Hero recorded a refusal', async () => {
    const { client } = openWelcomed();
    const [thrown, refused] = [client.emit(forbid('a')), client.emit(add('b'))];
    client.handleActionsFromServer([
      line(1, BOB, 1, forbid('a')),
      { kind: 'refused', clientId: BOB, clientSeq: 2, code: 'too-large', serverSeq: 2, serverTime: 1, seed: 1 },
    ]);
    expect(await thrown).toEqual({ kind: 'refused', code: 'forbidden' });
    expect(await refused).toEqual({ kind: 'refused', code: 'too-large' });
    expect(shown(client)).toEqual([]);
  });

  test('[C16] emit resolves when a snapshot settled the action', async () => {
    const { client } = openWelcomed();
    const settled = client.emit(add('a'));
    client.handleSnapshot({ ...beginning, serverSeq: 9, clients: listed({ [BOB]: 1 }) });
    expect(await settled).toEqual({ kind: 'snapshot' });
  });

  test('[C16] an action that a snapshot settled is not mistaken for the next one of its client', async () => {
    const { client } = openWelcomed();
    const [covered, next] = [client.emit(add('a')), client.emit(add('b'))];
    client.handleActionsFromServer([line(6, BOB, 2, add('b'))]);
    client.handleCaughtUp({ snapshot: { ...beginning, serverSeq: 5, clients: listed({ [BOB]: 1 }) } });
    expect(await covered).toEqual({ kind: 'snapshot' });
    client.handleActionsFromServer([line(6, BOB, 2, add('b'))]);
    expect(await next).toEqual({ kind: 'official', serverSeq: 6 });
  });

  test('[C17] an action of a client that only watches is refused, and before the first welcome emit throws', async () => {
    const { client, sent } = openClient();
    expect(() => client.emit(add('a'))).toThrow('not in a room yet');
    client.handleWelcome(welcome(BOB, { clients: [[BOB, { clientSeq: 0, person: null }]] }));
    expect(await client.emit(add('a'))).toEqual({ kind: 'refused', code: 'watching' });
    expect(sent).toEqual([]);
  });
});

describe('applying the record', () => {
  test('[C3] the next line is applied, and one that the client already has is ignored', () => {
    const { client, asked } = openWelcomed();
    client.handleActionsFromServer([line(1, SUE, 1, add('a')), line(1, SUE, 1, add('a'))]);
    client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
    expect(official(client)).toEqual(['a']);
    expect(client.replica.official).toMatchObject({ epoch: 'epoch-1', serverSeq: 1 });
    expect(asked).toEqual([]);
  });

  test('[C3] a line that arrives before the first snapshot is ignored: the snapshot includes it', () => {
    const { client, asked } = openClient();
    client.handleWelcome({ ...welcome(), catchUp: { tail: [line(1, SUE, 1, add('a'))] } });
    client.handleActionsFromServer([line(2, SUE, 2, add('b'))]);
    expect([client.replica.state, asked]).toEqual([null, []]);
    client.handleSnapshot({ ...beginning, clients: listed({ [SUE]: 0 }) });
    expect(official(client)).toEqual([]);
  });

  test('[C4] lines that are too far ahead are dropped, and the client asks once to catch up', () => {
    const { client, asked } = openWelcomed();
    client.handleActionsFromServer([line(3, SUE, 3, add('c'))]);
    client.handleActionsFromServer([line(2, SUE, 2, add('b'))]);
    expect(official(client)).toEqual([]);
    expect(asked).toEqual([{ epoch: 'epoch-1', serverSeq: 0 }]);
    client.handleCaughtUp({ tail: [1, 2, 3].map((at) => line(at, SUE, at, add(`${at}`))) });
    expect(official(client)).toEqual(['1', '2', '3']);
    client.handleActionsFromServer([line(5, SUE, 5, add('e'))]);
    expect(asked).toEqual([
      { epoch: 'epoch-1', serverSeq: 0 },
      { epoch: 'epoch-1', serverSeq: 3 },
    ]);
  });

  test('[C4] the lines before a gap are applied, and those behind it are not', () => {
    const { client, asked } = openWelcomed();
    client.handleActionsFromServer([line(1, SUE, 1, add('a')), line(3, SUE, 3, add('c')), line(4, SUE, 4, add('d'))]);
    expect(official(client)).toEqual(['a']);
    expect(asked).toEqual([{ epoch: 'epoch-1', serverSeq: 1 }]);
  });

  test('[C4] a client that is far behind keeps nothing: a tail brings it as far as it reaches, and no further', () => {
    const { client, asked } = openWelcomed();
    const { official: before, unverified, state } = client.replica;
    for (let at = 2; at <= 5_000; at += 1) client.handleActionsFromServer([line(at, SUE, at, add(`${at}`))]);
    expect(client.replica.official).toBe(before);
    expect(client.replica).toEqual({ rules: notesRules, official: before, unverified, state });
    expect(asked).toHaveLength(1);
    client.handleCaughtUp({ tail: [line(1, SUE, 1, add('1'))] });
    expect(official(client)).toEqual(['1']);
    client.handleActionsFromServer([line(5_001, SUE, 5_001, add('5001'))]);
    expect(official(client)).toEqual(['1']);
    expect(asked.at(-1)).toEqual({ epoch: 'epoch-1', serverSeq: 1 });
  });

  test('[C4] a request whose link was lost is made again on the next one, if lines are still missing', () => {
    const { client, asked } = openWelcomed();
    client.handleActionsFromServer([line(2, SUE, 2, add('b'))]);
    client.handleLostLink();
    client.handleWelcome({ ...welcome(), catchUp: { tail: [line(1, SUE, 1, add('a'))] } });
    client.handleActionsFromServer([line(3, SUE, 3, add('c'))]);
    expect(asked.map(({ serverSeq }) => serverSeq)).toEqual([0, 1]);
  });

  test('[C4] nothing is asked on a link that is lost', () => {
    const { client, asked } = openWelcomed();
    client.handleLostLink();
    client.askToCatchUp();
    expect(asked).toEqual([]);
  });

  test('[C22] an action of a client that is not listed is not applied: the client asks once for a snapshot', () => {
    const { client, asked } = openWelcomed();
    const stranger = [line(2, 9, 1, add('b')), line(3, 9, 2, add('c'))];
    client.handleActionsFromServer([line(1, SUE, 1, add('a')), ...stranger]);
    client.handleActionsFromServer([line(4, SUE, 2, add('d'))]);
    expect(official(client)).toEqual(['a']);
    expect(asked).toEqual([{ epoch: 'epoch-1', serverSeq: null }]);
    const note = { text: 'of the snapshot', person: 'Ann', serverTime: 1, seed: 1 };
    const snapshot = { ...beginning, serverSeq: 4, state: { notes: [note] }, clients: listed({ [SUE]: 2, 9: 2 }) };
    client.handleCaughtUp({ snapshot });
    client.handleActionsFromServer([line(5, 9, 3, add('e'))]);
    expect(official(client)).toEqual(['of the snapshot', 'e']);
    expect(asked).toHaveLength(1);
  });

  test('[C22] a client whose join was a line is listed, until it is forgotten', () => {
    const { client, asked } = openClient();
    client.handleWelcome(welcome(BOB, { serverSeq: 8 }));
    client.handleActionsFromServer([
      { kind: 'join', person: 'Ann', clientId: 9, clientSeq: 0, serverSeq: 9, serverTime: 1 },
      line(10, 9, 1, add('a')),
      { kind: 'forget', clientId: 9, clientSeq: 1, serverSeq: 11, serverTime: 1 },
    ]);
    expect(client.replica.official?.state.notes).toMatchObject([{ text: 'a', person: 'Ann' }]);
    expect(client.replica.official?.clients.has(9)).toBe(false);
    expect(asked).toEqual([]);
  });

  test('[C22] the forgetting of a client that is not listed changes nothing, and nothing is asked', () => {
    const { client, asked } = openWelcomed();
    client.handleActionsFromServer([{ kind: 'forget', clientId: 9, clientSeq: 4, serverSeq: 1, serverTime: 1 }]);
    expect([client.replica.official?.serverSeq, asked]).toEqual([1, []]);
  });

  test('[C5] a line settles the actions of its client up to its clientSeq, and no others', () => {
    const { client } = openWelcomed();
    void client.emit(add('mine'));
    client.handleActionFromPeer(sue, 1, add('first'));
    client.handleActionFromPeer(sue, 2, add('second'));
    client.handleActionFromPeer(sue, 3, add('third'));
    client.handleActionsFromServer([line(1, SUE, 2, add('second'))]);
    expect(shown(client)).toEqual(['second', 'mine', 'third']);
  });

  test('[C6] the visible state is the official state with the unverified actions applied in their order', () => {
    const { client } = openWelcomed();
    void client.emit(add('a'));
    void client.emit(remove('x'));
    client.handleActionsFromServer([line(1, SUE, 1, add('x')), line(2, SUE, 2, add('y'))]);
    expect(official(client)).toEqual(['x', 'y']);
    expect(shown(client)).toEqual(['y', 'a']);
  });

  test('[C7] observers are notified once per batch, even if nothing looks different', () => {
    const { client } = openWelcomed();
    let notified = 0;
    client.subscribe(() => (notified += 1));
    client.handleActionsFromServer([line(1, SUE, 1, add('a')), line(2, SUE, 2, add('b'))]);
    expect(notified).toBe(1);
    client.handleActionsFromServer([line(3, SUE, 3, remove('nothing'))]);
    expect(notified).toBe(2);
    client.handleActionsFromServer([line(3, SUE, 3, remove('nothing'))]);
    expect(notified).toBe(2);
  });

  test('[C7] what an observer emits is sent at once, and every observer is notified of the newest state last', () => {
    const { client, sent } = openWelcomed();
    const [early, late]: [string[], string[]] = [[], []];
    client.subscribe(() => {
      early.push(shown(client).join());
      if (early.length === 1) void client.emit(add('mine'));
    });
    client.subscribe(() => late.push(shown(client).join()));
    client.handleActionsFromServer([line(1, SUE, 1, add('hers'))]);
    expect(early).toEqual(['hers', 'hers,mine']);
    expect(late.at(-1)).toBe('hers,mine');
    expect(numbersOf(sent)).toEqual([1]);
  });

  test('[C7] a welcome is one batch, after which its actions are sent before observers are notified', () => {
    const { client, sent } = openWelcomed();
    void client.emit(add('a'));
    client.handleLostLink();
    sent.length = 0;
    const seen: unknown[] = [];
    client.subscribe(() => seen.push([shown(client).join(), numbersOf(sent)]));
    client.handleWelcome(welcome(BOB_AGAIN, { epoch: 'epoch-2', continues: { epoch: 'epoch-1', serverSeq: 9 } }));
    expect(seen).toEqual([['a', [1]]]);
  });

  test('[C7] an observer that throws does not keep the others from being notified', () => {
    const { client } = openWelcomed();
    const seen: string[] = [];
    const stop = client.subscribe(() => {
      throw new Error('a view is broken');
    });
    client.subscribe(() => seen.push(shown(client).join()));
    const apply = () => client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
    expect(apply).toThrow('a view is broken');
    stop();
    client.handleActionsFromServer([line(2, SUE, 2, add('b'))]);
    expect(seen).toEqual(['a', 'a,b']);
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
    const note = { text: 'a', person: 'Bob', serverTime: 1, seed: 1 };
    client.handleSnapshot({ ...beginning, serverSeq: 5, state: { notes: [note] }, clients: listed({ [BOB]: 1 }) });
    expect(shown(client)).toEqual(['a', 'b']);
    for (const serverSeq of [4, 5]) client.handleSnapshot({ ...beginning, serverSeq });
    expect(official(client)).toEqual(['a']);
  });

  test('[C8] a snapshot of another epoch is taken, even if its serverSeq is not greater', () => {
    const { client } = openWelcomed();
    client.handleActionsFromServer([line(1, SUE, 1, add('a')), line(2, SUE, 2, add('b'))]);
    client.handleSnapshot({ ...beginning, epoch: 'epoch-2', serverSeq: 1, clients: listed({ [BOB]: 0 }) });
    expect(client.replica.official).toMatchObject({ epoch: 'epoch-2', serverSeq: 1, state: { notes: [] } });
    expect(client.returning).toEqual({ clientId: BOB, epoch: 'epoch-2', serverSeq: 1 });
  });

  test('[C8] a snapshot stays as it came while the client follows the record', () => {
    const { client } = openClient();
    const clients = listed({ [BOB]: 0, [SUE]: 0 });
    client.handleWelcome(welcome(BOB, { clients }));
    client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
    expect(clients).toEqual(listed({ [BOB]: 0, [SUE]: 0 }));
  });

  test('[M3] an unverified action sees the last official time, and null for the rest', () => {
    const { client } = openWelcomed();
    client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
    void client.emit(add('b'));
    expect(client.replica.state?.notes).toEqual([
      { text: 'a', person: 'Sue', serverTime: 1001, seed: 1 },
      { text: 'b', person: 'Bob', serverTime: 1001, seed: null },
    ]);
  });
});

describe('coming back', () => {
  test('[C9] a line that arrives before the first welcome is ignored', () => {
    const { client } = openClient();
    client.handleActionsFromServer([line(1, SUE, 1, add('of another room'))]);
    client.handleWelcome(welcome());
    expect(official(client)).toEqual([]);
  });

  test('[C9] a line that arrives on a new link before its welcome is ignored: it may be of another epoch', () => {
    const { client } = openWelcomed();
    client.handleLostLink();
    client.handleActionsFromServer([line(1, SUE, 1, add('of another epoch'))]);
    expect([client.replica.official?.serverSeq, official(client)]).toEqual([0, []]);
  });

  test('[C9] a line that was too far ahead on the old link is not applied on the next one: it may be of another epoch', () => {
    const { client } = openWelcomed();
    client.handleActionsFromServer([line(3, SUE, 1, add('of another epoch'))]);
    client.handleLostLink();
    client.handleWelcome(welcome(BOB_AGAIN, { epoch: 'epoch-2', serverSeq: 2 }));
    expect([client.replica.official?.serverSeq, official(client)]).toEqual([2, []]);
  });

  test('[C9] after a welcome the client catches up, then sends all its unverified actions again in order', () => {
    const { client, sent } = openWelcomed();
    for (const text of ['a', 'b', 'c']) void client.emit(add(text));
    client.handleLostLink();
    sent.length = 0;
    client.handleWelcome({ ...welcome(), catchUp: { tail: [line(1, BOB, 1, add('a'))] } });
    expect(numbersOf(sent)).toEqual([2, 3]);
    expect(shown(client)).toEqual(['a', 'b', 'c']);
  });

  /** A backup of the epoch in which `openWelcomed` begins, restored from this place. */
  const backup = (serverSeq: number) => ({ epoch: 'epoch-2', serverSeq, continues: { epoch: 'epoch-1', serverSeq } });

  test('[C12] under another clientId the remaining actions are numbered again, and their emitters keep waiting', async () => {
    const { client, sent } = openWelcomed();
    const [covered, rest] = [client.emit(add('a')), client.emit(add('b'))];
    client.handleActionFromPeer(sue, 1, add('a guess'));
    client.handleActionFromPeer(sue, 2, add('another'));
    client.handleLostLink();
    sent.length = 0;
    const clients = listed({ [BOB]: 1, [SUE]: 0, [BOB_AGAIN]: 0 });
    client.handleWelcome(welcome(BOB_AGAIN, { ...backup(11), clients }));
    expect(await covered).toEqual({ kind: 'snapshot' });
    expect(sent).toEqual([[1, add('b')]]);
    expect(shown(client)).toEqual(['b']);
    client.handleActionsFromServer([line(12, BOB_AGAIN, 1, add('b'))]);
    expect(await rest).toEqual({ kind: 'official', serverSeq: 12 });
  });

  test('[C12] a client that gets another clientId in the same epoch keeps its actions too', async () => {
    const { client, sent } = openWelcomed();
    const [covered, rest] = [client.emit(add('a')), client.emit(add('b'))];
    client.handleLostLink();
    sent.length = 0;
    const clients = listed({ [BOB]: 1, [BOB_AGAIN]: 0 });
    client.handleWelcome(welcome(BOB_AGAIN, { serverSeq: 12, clients }));
    expect(await covered).toEqual({ kind: 'snapshot' });
    expect(sent).toEqual([[1, add('b')]]);
    client.handleActionsFromServer([line(13, BOB_AGAIN, 1, add('b'))]);
    expect(await rest).toEqual({ kind: 'official', serverSeq: 13 });
  });

  test('[C12] a client whose new clientId has the old number in another epoch starts over all the same', async () => {
    const { client, sent } = openWelcomed();
    const settled = client.emit(add('a'));
    client.handleActionFromPeer(sue, 1, add('a guess'));
    client.handleLostLink();
    sent.length = 0;
    client.handleWelcome(welcome(BOB, { ...backup(0), serverSeq: 1, clients: listed({ [BOB]: 0, [SUE]: 0 }) }));
    expect(await settled).toEqual({ kind: 'refused', code: 'expired' });
    expect([client.replica.unverified, sent]).toEqual([[], []]);
    void client.emit(add('b'));
    expect(sent).toEqual([[1, add('b')]]);
    expect(client.returning).toEqual({ clientId: BOB, epoch: 'epoch-2', serverSeq: 1 });
  });

  test.each([
    ['from before its join', { epoch: 'epoch-2', continues: { epoch: 'epoch-1', serverSeq: BOB - 1 } }],
    ['of another epoch', { epoch: 'epoch-3', continues: { epoch: 'epoch-2', serverSeq: 50 } }],
    ['of no epoch', { epoch: 'epoch-2', continues: null }],
  ])(
    '[C13] in an epoch that continues the record %s, a client’s number is another page’s: its actions are refused',
    async (_, snapshot) => {
      const { client, sent } = openWelcomed();
      const settled = [client.emit(add('a')), client.emit(add('b'))];
      client.handleLostLink();
      sent.length = 0;
      const clients = listed({ [BOB]: 1, [BOB_AGAIN]: 0 });
      client.handleWelcome(welcome(BOB_AGAIN, { ...snapshot, serverSeq: 12, clients }));
      const expired = { kind: 'refused', code: 'expired' };
      expect(await Promise.all(settled)).toEqual([expired, expired]);
      expect([client.replica.unverified, sent]).toEqual([[], []]);
    },
  );

  test('[C13] a client that joined exactly where a backup was made is the same client after it was restored', async () => {
    const { client, sent } = openWelcomed();
    void client.emit(add('a'));
    client.handleLostLink();
    sent.length = 0;
    client.handleWelcome(welcome(BOB_AGAIN, backup(BOB)));
    expect(sent).toEqual([[1, add('a')]]);
  });

  test('[C13] actions under an expired clientId are refused, and the next action is number 1', async () => {
    const { client, sent } = openWelcomed();
    const settled = client.emit(add('a'));
    client.handleLostLink();
    sent.length = 0;
    client.handleWelcome(welcome(BOB_AGAIN, { clients: listed({ [BOB_AGAIN]: 0 }) }));
    expect(await settled).toEqual({ kind: 'refused', code: 'expired' });
    void client.emit(add('b'));
    expect(sent).toEqual([[1, add('b')]]);
    expect(shown(client)).toEqual(['b']);
  });

  test('[C13] the actions of a forgotten client wait until a welcome shows that they have expired', async () => {
    const { client } = openWelcomed();
    const settled = client.emit(add('a'));
    const forgotten = { kind: 'forget', clientId: BOB, clientSeq: 0 } as const;
    client.handleActionsFromServer([{ ...forgotten, serverSeq: 1, serverTime: 1, seed: 1 }]);
    expect(shown(client)).toEqual(['a']);
    client.handleLostLink();
    client.handleWelcome(welcome(BOB_AGAIN, { serverSeq: 2, clients: listed({ [BOB_AGAIN]: 0 }) }));
    expect(await settled).toEqual({ kind: 'refused', code: 'expired' });
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
    client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
    client.handleActionFromPeer(sue, 1, add('a'));
    client.handleActionFromPeer({ clientId: 99, person: 'Eve' }, 1, add('b'));
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
    client.handleActionFromPeer({ clientId: BOB, person: 'Bob' }, 1, add('forged'));
    expect(client.replica.unverified).toEqual([]);
  });

  test('[C11] a copy that the record contradicts is replaced by the official action', () => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 1, add('what Sue told me'));
    client.handleActionsFromServer([line(1, SUE, 1, add('what Sue told Hero'))]);
    expect(shown(client)).toEqual(['what Sue told Hero']);
  });

  test('[C19] an action is sent to the peers once, when it is emitted, even while the link to Hero is lost', () => {
    const { client, toPeers } = openWelcomed();
    void client.emit(add('a'));
    client.handleLostLink();
    void client.emit(add('b'));
    client.handleWelcome(welcome());
    expect(toPeers).toEqual([
      [1, add('a')],
      [2, add('b')],
    ]);
  });

  test('[C20] a peer’s actions up to a clientSeq can be dropped, and no others are', () => {
    const { client } = openWelcomed();
    void client.emit(add('mine'));
    client.handleActionFromPeer(sue, 1, add('a'));
    client.handleActionFromPeer(sue, 2, add('b'));
    client.dropFromPeer(SUE, 1);
    client.dropFromPeer(BOB);
    expect(shown(client)).toEqual(['mine', 'b']);
    client.dropFromPeer(SUE);
    expect(shown(client)).toEqual(['mine']);
  });

  test('[C20] observers are notified of a drop, but not if there was nothing to drop', () => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 1, add('a'));
    let notified = 0;
    client.subscribe(() => (notified += 1));
    client.dropFromPeer(SUE);
    client.dropFromPeer(SUE);
    expect(notified).toBe(1);
  });

  test('[C20] a dropped action still counts when it becomes official', () => {
    const { client } = openWelcomed();
    client.handleActionFromPeer(sue, 1, add('a'));
    client.dropFromPeer(SUE);
    client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
    expect(shown(client)).toEqual(['a']);
  });
});

test('[C21] the record observer receives each line with its refusal, and the replica before it', () => {
  const { client, observed } = openWelcomed();
  client.handleActionFromPeer(sue, 1, add('hers'));
  void client.emit(add('mine'));
  client.handleActionsFromServer([line(1, BOB, 1, add('mine')), line(2, SUE, 1, add('hers'))]);
  client.handleActionsFromServer([line(2, SUE, 1, add('hers')), line(3, SUE, 2, forbid('no'))]);
  client.handleSnapshot({ ...beginning, serverSeq: 9, clients: listed({ [BOB]: 1 }) });
  expect(observed).toEqual([
    { from: undefined, unverified: [], lines: [] },
    { from: 0, unverified: [], lines: [] },
    {
      from: 0,
      unverified: [SUE, BOB],
      lines: [
        [1, null],
        [2, null],
      ],
    },
    { from: 2, unverified: [], lines: [[3, 'forbidden']] },
    { from: 9, unverified: [], lines: [] },
  ]);
});

test('[C21] a record observer that begins later is given the replica of that moment, and none that has stopped is called', () => {
  const { client, observed, stopObserving } = openWelcomed();
  client.handleActionsFromServer([line(1, SUE, 1, add('a'))]);
  stopObserving();
  observed.length = 0;
  const stop = client.observe(({ official }, applied) => observed.push([official?.serverSeq, applied.length]));
  client.handleActionsFromServer([line(2, SUE, 2, add('b'))]);
  stop();
  client.handleActionsFromServer([line(3, SUE, 3, add('c'))]);
  expect(observed).toEqual([
    [1, 0],
    [1, 1],
  ]);
  expect(official(client)).toEqual(['a', 'b', 'c']);
});

test('[C6] the unverified list is empty again when everything is official', () => {
  const { client } = openWelcomed();
  void client.emit(add('a'));
  client.handleActionsFromServer([line(1, BOB, 1, add('a'))]);
  expect(client.replica.unverified).toEqual([]);
  expect(first(client.replica.state?.notes ?? []).seed).toBe(1);
});

describe('a reloaded page', () => {
  /** Replaces Bob's page, which has two unsettled actions of its own and a copy of one of Sue's. */
  function reload() {
    const { client } = openWelcomed();
    for (const text of ['a', 'b', 'c']) void client.emit(add(text));
    client.handleActionsFromServer([line(1, BOB, 1, add('a'))]);
    client.handleActionFromPeer(sue, 1, add('hers'));
    const { client: successor, sent } = openClient({ resumption: resumptionOf(client) });
    return { successor, sent };
  }

  test('[C18] enters as its predecessor, without a state, and shows and sends its unsettled actions', () => {
    const { successor, sent } = reload();
    expect(successor.returning).toEqual({ clientId: BOB, epoch: 'epoch-1', serverSeq: null });
    expect(successor.replica.state).toBeNull();
    successor.handleWelcome(welcome(BOB, { serverSeq: 1, clients: listed({ [BOB]: 1, [SUE]: 0 }) }));
    expect(shown(successor)).toEqual(['b', 'c']);
    expect(numbersOf(sent)).toEqual([2, 3]);
  });

  test('[C18] continues the numbers, and the snapshot settles the actions that Hero had already', () => {
    const { successor, sent } = reload();
    successor.handleWelcome(welcome(BOB, { serverSeq: 3, clients: listed({ [BOB]: 3 }) }));
    expect(successor.replica.unverified).toEqual([]);
    void successor.emit(add('d'));
    expect(numbersOf(sent)).toEqual([4]);
  });

  test('[C18] leaves the same to its own successor if it is reloaded before the welcome', () => {
    const { successor } = reload();
    const left = resumptionOf(successor);
    expect(left).toMatchObject({ clientId: BOB, epoch: 'epoch-1' });
    expect(left?.unsettled.map(({ clientSeq }) => clientSeq)).toEqual([2, 3]);
  });

  test('[C18] enters as a newcomer if its predecessor was not welcomed', () => {
    const { client } = openClient();
    expect(client.returning).toBeNull();
    expect(client.replica).toMatchObject({ official: null, unverified: [], state: null });
  });

  test('[C18] sends its predecessor’s actions even if it only watches, and they are refused', () => {
    const { client } = openWelcomed();
    void client.emit(add('a'));
    const { client: successor, sent } = openClient({ resumption: resumptionOf(client) });
    successor.handleWelcome(welcome(BOB, { clients: [[BOB, { clientSeq: 0, person: null }]] }));
    expect([shown(successor), numbersOf(sent)]).toEqual([['a'], [1]]);
    const refused = { kind: 'refused', clientId: BOB, clientSeq: 1, code: 'watching' } as const;
    successor.handleActionsFromServer([{ ...refused, serverSeq: 1, serverTime: 1, seed: 1 }]);
    expect(shown(successor)).toEqual([]);
  });

  test('[C18] numbers the actions again that a restored backup does not cover', () => {
    const { successor, sent } = reload();
    const clients = listed({ [BOB]: 2, [BOB_AGAIN]: 0 });
    const continues = { epoch: 'epoch-1', serverSeq: 5 };
    successor.handleWelcome(welcome(BOB_AGAIN, { epoch: 'epoch-2', continues, serverSeq: 12, clients }));
    expect(sent).toEqual([[1, add('c')]]);
  });

  test('[C18] drops the actions of a number that may be another page’s after a restore', () => {
    const { successor, sent } = reload();
    const clients = listed({ [BOB]: 0, [BOB_AGAIN]: 0 });
    const continues = { epoch: 'epoch-1', serverSeq: 0 };
    successor.handleWelcome(welcome(BOB_AGAIN, { epoch: 'epoch-2', continues, serverSeq: 12, clients }));
    expect([successor.replica.unverified, sent]).toEqual([[], []]);
  });

  test('[C18] drops the actions that expired with its clientId', () => {
    const { successor, sent } = reload();
    successor.handleWelcome(welcome(BOB_AGAIN, { clients: listed({ [BOB_AGAIN]: 0 }) }));
    expect([successor.replica.unverified, sent]).toEqual([[], []]);
  });
});
