import type { CatchUp, Connection, MessageToClient } from '@button/sync';
import { HERO, Hero } from '@button/sync';
import { HeldLog, notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { MemoryLog } from '@button/sync/log';
import { describe, expect, test } from 'vitest';
import { add, beginning, forbid, linesOf, saved } from './notes-network.ts';

type Told = MessageToClient<Notes, NotesIntent>;

/** Hero without a network: what it says to each connection, and to all, is written down. */
async function openHero({
  record = new MemoryLog<NotesIntent>(saved(beginning)),
  clientId = 'hero-1',
  tailLength = 1000,
  rules = notesRules,
} = {}) {
  const log = new HeldLog(record);
  const told: number[] = [];
  const failures: unknown[] = [];
  let time = 0;
  const hero = await Hero.open<Notes, NotesIntent>({
    ...{ rules, log, clientId, tailLength },
    ...{ now: () => (time += 10), drawSeed: () => time },
    tell: (lines) => told.push(...lines.map(({ serverSeq }) => serverSeq)),
    onFailure: (error) => failures.push(error),
  });
  return { hero, log, record, told, failures };
}

function connect(clientId: string, person: string | null = clientId) {
  const said: Told[] = [];
  const events: string[] = [];
  const connection: Connection<Notes, NotesIntent> = {
    ...{ clientId, person },
    join: () => events.push('join'),
    send: (message) => said.push(message),
    close: () => events.push('close'),
  };
  return { connection, said, events };
}

/** Somebody who was admitted and is told. */
async function enter(hero: Hero<Notes, NotesIntent>, clientId: string) {
  await hero.admit(null, clientId);
  const client = connect(clientId);
  hero.startTelling(client.connection, null);
  return client;
}

const positionOf = ({ official: { epoch, serverSeq } }: Hero<Notes, NotesIntent>) => ({ epoch, serverSeq });
const tailOf = (catchUp: CatchUp<Notes, NotesIntent>) =>
  'tail' in catchUp ? catchUp.tail.map(({ serverSeq }) => serverSeq) : null;

describe('recording', () => {
  test('[H1] nothing changes and nobody is told until the log says that it is recorded', async () => {
    const { hero, log, told } = await openHero();
    const bob = await enter(hero, 'bob');
    const before = hero.official;
    told.length = 0;
    log.isHeld = true;
    const handled = hero.handleActionFromClient(bob.connection, 1, add('a'));
    expect(hero.official).toBe(before);
    expect(told).toEqual([]);
    log.commit();
    await handled;
    expect(told).toEqual([]);
    log.tell();
    expect(told).toEqual([before.serverSeq + 1]);
    expect(hero.official.state.notes).toHaveLength(1);
  });

  test('[H2] actions are official in the order in which Hero received them', async () => {
    const { hero, told } = await openHero();
    const [bob, sue] = [await enter(hero, 'bob'), await enter(hero, 'sue')];
    told.length = 0;
    void hero.handleActionFromClient(sue.connection, 1, add('sue'));
    await hero.handleActionFromClient(bob.connection, 1, add('bob'));
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['sue', 'bob']);
    expect(told).toHaveLength(2);
  });

  test('[H3] a duplicate is dropped, and at a gap the client is asked once to send again', async () => {
    const { hero, record } = await openHero();
    const bob = await enter(hero, 'bob');
    await hero.handleActionFromClient(bob.connection, 1, add('a'));
    await hero.handleActionFromClient(bob.connection, 1, add('a'));
    await hero.handleActionFromClient(bob.connection, 3, add('c'));
    await hero.handleActionFromClient(bob.connection, 4, add('d'));
    expect(bob.said).toEqual([{ kind: 'sendAgain', from: 2 }]);
    for (const [index, text] of ['b', 'c', 'd'].entries())
      await hero.handleActionFromClient(bob.connection, index + 2, add(text));
    await hero.handleActionFromClient(bob.connection, 6, add('f'));
    expect(bob.said).toEqual([
      { kind: 'sendAgain', from: 2 },
      { kind: 'sendAgain', from: 5 },
    ]);
    expect((await linesOf(record)).filter(({ clientId }) => clientId === 'bob')).toHaveLength(5);
  });

  test('[H4] what Hero will not have is recorded as a refusal, and the client moves on', async () => {
    const { hero, record } = await openHero();
    const bob = await enter(hero, 'bob');
    await hero.handleActionFromClient(bob.connection, 1, { type: 'constructor' });
    await hero.handleActionFromClient(bob.connection, 2, { ...add('a'), person: 'sue' });
    await hero.refuse(bob.connection, 3, 'too-large');
    await hero.handleActionFromClient(bob.connection, 4, add('b'));
    const codes = (await linesOf(record)).map((line) => (line.kind === 'refused' ? line.code : line.kind));
    expect(codes).toEqual(['join', 'join', 'unknown-type', 'person-is-stamped-by-hero', 'too-large', 'action']);
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['b']);
  });

  test('[H5] when an append fails nobody is told anything, and the owner hears of it once', async () => {
    const { hero, log, told, failures } = await openHero();
    const bob = await enter(hero, 'bob');
    told.length = 0;
    log.fail();
    await hero.handleActionFromClient(bob.connection, 1, add('a'));
    await hero.handleActionFromClient(bob.connection, 2, add('b'));
    expect(bob.said).toEqual([]);
    expect(told).toEqual([]);
    expect(failures).toHaveLength(1);
    expect(hero.official.state.notes).toEqual([]);
  });

  test('[H5] when an append fails, all that were appended behind it fail too', async () => {
    const { hero, log, record, failures } = await openHero();
    const [bob, sue] = [await enter(hero, 'bob'), await enter(hero, 'sue')];
    const before = await linesOf(record);
    log.isHeld = true;
    const handled = [
      hero.handleActionFromClient(bob.connection, 1, add('a')),
      hero.handleActionFromClient(sue.connection, 1, add('b')),
    ];
    log.fail();
    await Promise.all(handled);
    expect([...bob.said, ...sue.said]).toEqual([]);
    expect(await linesOf(record)).toEqual(before);
    expect(failures).toHaveLength(1);
  });

  test('[H11] Hero emits as itself, and goes on with its numbers when the room is opened again', async () => {
    const { hero, record } = await openHero();
    await hero.emit(add('a'));
    const again = await openHero({ record });
    await again.hero.emit(add('b'));
    const lines = (await linesOf(record)).map(({ clientId, clientSeq }) => [clientId, clientSeq]);
    expect(lines).toEqual([
      ['hero-1', 0],
      ['hero-1', 1],
      ['hero-1', 2],
    ]);
    expect(again.hero.official.state.notes.map(({ person }) => person)).toEqual([HERO, HERO]);
  });

  test('[H14] the person is the one of the connection, and who only watches is refused', async () => {
    const { hero, record } = await openHero();
    await hero.admit(null, 'screen');
    const screen = connect('screen', null);
    await hero.handleActionFromClient(screen.connection, 1, add('a'));
    const bob = await enter(hero, 'bob');
    await hero.handleActionFromClient(bob.connection, 1, add('b'));
    expect(
      (await linesOf(record)).find(({ clientId, clientSeq }) => clientId === 'screen' && clientSeq === 1),
    ).toMatchObject({ kind: 'refused', code: 'watching' });
    expect(hero.official.state.notes.map(({ person }) => person)).toEqual(['bob']);
  });

  test('[M2] an action whose mutation throws keeps its place in the record and changes nothing', async () => {
    const { hero } = await openHero();
    const bob = await enter(hero, 'bob');
    const { serverSeq } = hero.official;
    await hero.handleActionFromClient(bob.connection, 1, forbid('a'));
    expect(hero.official.serverSeq).toBe(serverSeq + 1);
    expect(hero.official.state).toBe(beginning.state);
  });
});

describe('letting in', () => {
  test('[H6] a newcomer is recorded before its clientId is told', async () => {
    const { hero, log } = await openHero();
    log.isHeld = true;
    let isTold = false;
    const admitted = hero.admit(null, 'bob').then((answer) => {
      isTold = true;
      return answer;
    });
    await Promise.resolve();
    expect(isTold).toBe(false);
    log.commit();
    expect(await admitted).toEqual({ clientId: 'bob', expired: false });
  });

  test('[H6] a returning client that is listed goes on under its own clientId', async () => {
    const { hero } = await openHero();
    await enter(hero, 'bob');
    const returning = { clientId: 'bob', ...positionOf(hero) };
    expect(await hero.admit(returning, 'fresh')).toEqual({ clientId: 'bob', expired: false });
  });

  test('[H7] a clientId that is not listed has expired, also in another epoch', async () => {
    const { hero } = await openHero();
    const returning = { clientId: 'bob', ...positionOf(hero) };
    expect(await hero.admit(returning, 'fresh-1')).toEqual({ clientId: 'fresh-1', expired: true });
    expect(await hero.admit({ ...returning, epoch: 'epoch-0' }, 'fresh-2')).toEqual({
      clientId: 'fresh-2',
      expired: true,
    });
  });

  test('[H8] after another epoch, or ahead of the record, a client gets a new clientId and a snapshot', async () => {
    const { hero } = await openHero();
    await enter(hero, 'bob');
    const here = positionOf(hero);
    for (const elsewhere of [
      { ...here, epoch: 'epoch-0' },
      { ...here, serverSeq: here.serverSeq + 9 },
    ]) {
      const returning = { clientId: 'bob', ...elsewhere };
      const fresh = `fresh-${elsewhere.epoch}-${elsewhere.serverSeq}`;
      expect(await hero.admit(returning, fresh)).toEqual({ clientId: fresh, expired: false });
      expect(hero.startTelling(connect(fresh).connection, returning)).toHaveProperty('snapshot');
    }
  });

  test('[H9] Hero starts telling exactly where what it sent ends', async () => {
    const { hero, told } = await openHero();
    await hero.emit(add('a'));
    const { connection, events } = connect('bob');
    await hero.admit(null, 'bob');
    told.length = 0;
    const catchUp = hero.startTelling(connection, null);
    expect(events).toEqual(['join']);
    await hero.emit(add('b'));
    expect('snapshot' in catchUp && catchUp.snapshot.serverSeq + 1).toBe(told[0]);
  });

  test('[H10] a client catches up by the tail where it reaches, else by a snapshot', async () => {
    const { hero } = await openHero({ tailLength: 3 });
    for (const text of ['a', 'b', 'c']) await hero.emit(add(text));
    const bob = await enter(hero, 'bob');
    const catchUp = (serverSeq: number, epoch = 'epoch-1') =>
      tailOf(hero.catchUp(bob.connection, { epoch, serverSeq }));
    expect([catchUp(5), catchUp(3), catchUp(2)]).toEqual([[], [4, 5], [3, 4, 5]]);
    expect([catchUp(1), catchUp(6), catchUp(5, 'epoch-0')]).toEqual([null, null, null]);
  });

  test('[H10] a page without a state goes on under its clientId, from a snapshot', async () => {
    const { hero } = await openHero();
    await enter(hero, 'bob');
    const returning = { clientId: 'bob', epoch: 'epoch-1', serverSeq: null };
    expect(await hero.admit(returning, 'fresh')).toEqual({ clientId: 'bob', expired: false });
    expect(hero.startTelling(connect('bob').connection, returning)).toHaveProperty('snapshot');
  });

  test('[H12] to forget a client is a line in the record, and then nothing more is taken from it', async () => {
    const { hero, record } = await openHero();
    const bob = await enter(hero, 'bob');
    await hero.handleActionFromClient(bob.connection, 1, add('a'));
    await hero.forget('bob');
    await hero.forget('bob');
    expect((await linesOf(record)).filter(({ kind }) => kind === 'forget')).toMatchObject([
      { clientId: 'bob', clientSeq: 1 },
    ]);
    await hero.handleActionFromClient(bob.connection, 2, add('b'));
    expect(hero.official.state.notes).toHaveLength(1);
    expect(bob.events).toContain('close');
  });

  test('[H15] a snapshot that is sent lists who is being told and the asker, under its old clientId too', async () => {
    const { hero } = await openHero();
    const [bob, sue] = [await enter(hero, 'bob'), await enter(hero, 'sue')];
    await enter(hero, 'ann');
    hero.stopTelling(bob.connection);
    const listed = (catchUp: CatchUp<Notes, NotesIntent>) =>
      'snapshot' in catchUp ? Object.keys(catchUp.snapshot.lastSeqs).sort() : null;
    expect(listed(hero.catchUp(sue.connection, { epoch: '', serverSeq: 0 }))).toEqual(['ann', 'sue']);
    const returning = { clientId: 'bob', epoch: 'epoch-0', serverSeq: 7 };
    await hero.admit(returning, 'bob-2');
    expect(listed(hero.startTelling(connect('bob-2').connection, returning))).toEqual(['ann', 'bob', 'bob-2', 'sue']);
    expect(Object.keys(hero.official.lastSeqs)).toContain('bob');
  });

  test('[H15] of two who come in together, each is listed for the other', async () => {
    const { hero } = await openHero();
    await Promise.all([hero.admit(null, 'bob'), hero.admit(null, 'sue')]);
    const [bobs, sues] = ['bob', 'sue'].map((clientId) => hero.startTelling(connect(clientId).connection, null));
    for (const catchUp of [bobs, sues]) expect(catchUp).toMatchObject({ snapshot: { lastSeqs: { bob: 0, sue: 0 } } });
  });
});

describe('keeping', () => {
  test('[H13] a snapshot is saved as often as the tail is long, and as much tail below it is kept', async () => {
    const { hero, record } = await openHero({ tailLength: 3 });
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await hero.emit(add(text));
    expect(await record.snapshot()).toMatchObject({ serverSeq: 6, version: notesRules.version });
    expect(record.truncatedTo).toBe(3);
  });

  test('[H13] a room that is opened again has the tail below its snapshot at hand', async () => {
    const { hero, record } = await openHero();
    for (const text of ['a', 'b', 'c']) await hero.emit(add(text));
    const bob = await enter(hero, 'bob');
    const position = positionOf(hero);
    await hero.emit(add('d'));
    await hero.finish();
    const again = await openHero({ record });
    expect(again.hero.official.state).toEqual(hero.official.state);
    expect(tailOf(again.hero.catchUp(bob.connection, position))).toEqual([position.serverSeq + 1]);
    expect(again.told).toEqual([]);
  });

  test('[H16] to finish waits for what was appended, and saves a snapshot of it', async () => {
    const { hero, log, record, told } = await openHero();
    const bob = await enter(hero, 'bob');
    log.isHeld = true;
    void hero.handleActionFromClient(bob.connection, 1, add('a'));
    const finished = hero.finish();
    expect((await record.snapshot()).serverSeq).toBe(0);
    log.commit();
    log.isHeld = false;
    log.tell();
    await finished;
    expect(await record.snapshot()).toMatchObject({ serverSeq: told.at(-1), state: hero.official.state });
  });

  const older = { ...saved(beginning), version: 0, state: { texts: ['old'] } };
  const note = { text: 'old', person: 'Bob', serverTime: 1, seed: null };
  const upgraded = { ...notesRules, migrations: { 0: () => ({ notes: [note] }) } };

  test('[H17] a state of older rules is migrated when the room is opened', async () => {
    const { hero } = await openHero({ record: new MemoryLog<NotesIntent>(older), rules: upgraded });
    await hero.emit(add('new'));
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['old', 'new']);
  });

  test.each([
    ['of newer rules', { ...saved(beginning), version: 2 }, notesRules, /by version 2 .* here is version 1/],
    ['that no migration knows', older, notesRules, /a migration is missing/],
    ['that its migration cannot read', older, { ...notesRules, migrations: { 0: fail } }, /could not be brought/],
    ['that is damaged', { ...saved(beginning), state: null }, notesRules, /no state of version 1/],
  ])('[H17] a state %s is refused, and the record left as it is', async (_, snapshot, rules, message) => {
    const record = new MemoryLog<NotesIntent>(snapshot);
    await expect(openHero({ record, rules })).rejects.toThrow(message);
    expect(await record.snapshot()).toBe(snapshot);
    expect(await linesOf(record)).toEqual([]);
  });
});

function fail(): never {
  throw new Error('what is this?');
}
