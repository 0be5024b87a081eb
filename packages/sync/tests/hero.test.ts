import { HERO } from '@button/sync';
import {
  Hero,
  type CatchUp,
  type Connection,
  type MessagesToClient,
  type Returning,
  type Welcome,
} from '@button/sync/hero';
import { MemoryLog } from '@button/sync/log';
import { notesRules, PausedLog, type Notes, type NotesIntent } from '@button/sync/testing';
import { describe, expect, test } from 'vitest';
import { add, beginning, forbid, linesOf, saved } from './notes-network.ts';

type Said = Partial<MessagesToClient<Notes, NotesIntent> & { welcome: Welcome<Notes, NotesIntent> }>;

/** Hero without a network: its broadcasts and failures are collected. */
async function openHero({
  record = new MemoryLog<NotesIntent>(saved(beginning)),
  clientId = 'hero-1',
  tailLength = 1000,
  rules = notesRules,
  veto = (_: NotesIntent): string | null => null,
} = {}) {
  const log = new PausedLog(record);
  const broadcast: number[] = [];
  const failures: unknown[] = [];
  let time = 0;
  const hero = await Hero.open<Notes, NotesIntent>({
    rules,
    log,
    clientId,
    tailLength,
    veto,
    now: () => (time += 10),
    drawSeed: () => time,
    onFailure: (error) => failures.push(error),
  });
  hero.subscribe((lines) => broadcast.push(...lines.map(({ serverSeq }) => serverSeq)));
  return { hero, log, record, broadcast, failures };
}

/** A connection that collects its messages and events, in order. */
function connect() {
  const said: Said[] = [];
  const events: string[] = [];
  const connection: Connection<Notes, NotesIntent> = {
    subscribe: () => events.push('subscribe'),
    welcome: (welcome) => {
      events.push('welcome');
      said.push({ welcome });
    },
    send: (name, message) => {
      events.push(name);
      said.push({ [name]: message });
    },
    close: () => events.push('close'),
  };
  return { connection, said, events };
}

async function join(
  hero: Hero<Notes, NotesIntent>,
  freshId: string,
  { returning = null, person = freshId }: { returning?: Returning | null; person?: string | null } = {},
) {
  const { connection, said, events } = connect();
  const session = await hero.join({ connection, person, returning, freshId });
  if ('denied' in session) throw new Error(session.denied);
  const [{ welcome } = {}] = said.splice(0);
  if (!welcome) throw new Error('no welcome');
  return { session, welcome, said, events };
}

const positionOf = ({ official: { epoch, serverSeq } }: Hero<Notes, NotesIntent>) => ({ epoch, serverSeq });
const tailOf = (catchUp: CatchUp<Notes, NotesIntent> | undefined) =>
  catchUp && 'tail' in catchUp ? catchUp.tail.map(({ serverSeq }) => serverSeq) : null;
const listedIn = (catchUp: CatchUp<Notes, NotesIntent> | undefined) =>
  catchUp && 'snapshot' in catchUp ? Object.keys(catchUp.snapshot.lastSeqs).sort() : null;

describe('recording', () => {
  test('[H1] nothing changes and nothing is broadcast until the log confirms that the action is recorded', async () => {
    const { hero, log, broadcast } = await openHero();
    const bob = await join(hero, 'bob');
    const before = hero.official;
    broadcast.length = 0;
    log.isPaused = true;
    const handled = bob.session.emit(1, add('a'));
    expect(hero.official).toBe(before);
    expect(broadcast).toEqual([]);
    log.commit();
    await handled;
    expect(broadcast).toEqual([]);
    log.announce();
    expect(broadcast).toEqual([before.serverSeq + 1]);
    expect(hero.official.state.notes).toHaveLength(1);
  });

  test('[H2] actions are official in the order in which Hero received them', async () => {
    const { hero, broadcast } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    broadcast.length = 0;
    void sue.session.emit(1, add('sue'));
    await bob.session.emit(1, add('bob'));
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['sue', 'bob']);
    expect(broadcast).toHaveLength(2);
  });

  test('[H3] a duplicate is dropped, and at a gap the client is asked once to send again', async () => {
    const { hero, record } = await openHero();
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, add('a'));
    await bob.session.emit(1, add('a'));
    await bob.session.emit(3, add('c'));
    await bob.session.emit(4, add('d'));
    expect(bob.said).toEqual([{ sendAgain: { from: 2 } }]);
    for (const [index, text] of ['b', 'c', 'd'].entries()) await bob.session.emit(index + 2, add(text));
    await bob.session.emit(6, add('f'));
    expect(bob.said).toEqual([{ sendAgain: { from: 2 } }, { sendAgain: { from: 5 } }]);
    expect((await linesOf(record)).filter(({ clientId }) => clientId === 'bob')).toHaveLength(5);
  });

  test('[H4] an action that Hero rejects is recorded as a refusal, and its client moves on', async () => {
    const { hero, record } = await openHero();
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, { type: 'constructor' });
    await bob.session.emit(2, { ...add('a'), person: 'sue' });
    await bob.session.refuse(3, 'too-large');
    await bob.session.emit(4, add('b'));
    const codes = (await linesOf(record)).map((line) => (line.kind === 'refused' ? line.code : line.kind));
    expect(codes).toEqual(['join', 'join', 'unknown-type', 'person-is-stamped-by-hero', 'too-large', 'action']);
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['b']);
  });

  test('[H4] an action that the server vetoes is recorded as a refusal with the code of the veto', async () => {
    const { hero, record } = await openHero({ veto: ({ text }) => (text === 'rude' ? 'not-here' : null) });
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, add('rude'));
    await bob.session.emit(2, add('polite'));
    expect((await linesOf(record)).at(-2)).toMatchObject({ kind: 'refused', clientSeq: 1, code: 'not-here' });
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['polite']);
  });

  test('[H5] a snapshot that cannot be saved has the same effect as an append that fails', async () => {
    const { hero, record, failures } = await openHero({ tailLength: 3 });
    const bob = await join(hero, 'bob');
    const failure = new Error('the disk is full');
    record.save = () => Promise.reject(failure);
    await bob.session.emit(1, add('a'));
    await Promise.resolve();
    expect(failures).toEqual([failure]);
    expect(bob.said).toEqual([{ notNow: { reason: 'not-recorded', retryAfter: 1_000 } }]);
  });

  test('[H5] when an append fails no line is broadcast; every session gets "not now", and `onFailure` is called once', async () => {
    const { hero, log, broadcast, failures } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    broadcast.length = 0;
    log.fail();
    await bob.session.emit(1, add('a'));
    await bob.session.emit(2, add('b'));
    for (const { said, events } of [bob, sue]) {
      expect(said).toEqual([{ notNow: { reason: 'not-recorded', retryAfter: 1_000 } }]);
      expect(events.at(-1)).toBe('close');
    }
    expect(broadcast).toEqual([]);
    expect(failures).toHaveLength(1);
    expect(hero.official.state.notes).toEqual([]);
  });

  test('[H5] when an append fails, all entries appended behind it fail too', async () => {
    const { hero, log, record, failures } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    const before = await linesOf(record);
    log.isPaused = true;
    const handled = [bob.session.emit(1, add('a')), sue.session.emit(1, add('b'))];
    log.fail();
    await Promise.all(handled);
    expect(await linesOf(record)).toEqual(before);
    expect(failures).toHaveLength(1);
  });

  test('[H11] Hero emits as itself, and continues its numbers when the room is opened again', async () => {
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
    expect(again.hero.official.state.notes.map(({ person }) => person)).toEqual([HERO, 'Hero']);
  });

  test('[H14] an action’s person is that of its session, and an action of a client that only watches is refused', async () => {
    const { hero, record } = await openHero();
    const [screen, bob] = [await join(hero, 'screen', { person: null }), await join(hero, 'bob')];
    await screen.session.emit(1, add('a'));
    await bob.session.emit(1, add('b'));
    expect(await linesOf(record)).toContainEqual(
      expect.objectContaining({ kind: 'refused', clientId: 'screen', clientSeq: 1, code: 'watching' }),
    );
    expect(hero.official.state.notes.map(({ person }) => person)).toEqual(['bob']);
  });

  test('[H18] an action of a session that has left, or whose client has a newer one, is not accepted', async () => {
    const { hero } = await openHero();
    const old = await join(hero, 'bob');
    const newer = await join(hero, 'fresh', { returning: { clientId: 'bob', ...positionOf(hero) } });
    expect(old.events.at(-1)).toBe('close');
    await old.session.emit(1, add('old'));
    await newer.session.emit(1, add('new'));
    expect(newer.session.leave()).toBe(true);
    await newer.session.emit(2, add('gone'));
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['new']);
  });

  test('[H18] an old session that leaves late does not end the newer one', async () => {
    const { hero } = await openHero();
    const old = await join(hero, 'bob');
    const newer = await join(hero, 'fresh', { returning: { clientId: 'bob', ...positionOf(hero) } });
    expect(old.session.leave()).toBe(false);
    expect([...hero.sessions.values()]).toEqual([newer.session]);
  });

  test('[H19] actions that two sessions emit in one turn are recorded in the order of the calls', async () => {
    const { hero } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    const expected: string[] = [];
    const counts = { bob: 0, sue: 0 };
    const emitted = Array.from({ length: 200 }, (_, index) => {
      const [session, name] =
        index % 3 === 0 || index % 7 === 0 ? [sue.session, 'sue' as const] : [bob.session, 'bob' as const];
      expected.push(`${name} ${(counts[name] += 1)}`);
      return session.emit(counts[name], add(`${name} ${counts[name]}`));
    });
    await Promise.all(emitted);
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(expected);
  });

  test('[M2] an action whose mutation throws keeps its place in the record and changes nothing', async () => {
    const { hero } = await openHero();
    const bob = await join(hero, 'bob');
    const { serverSeq } = hero.official;
    await bob.session.emit(1, forbid('a'));
    expect(hero.official.serverSeq).toBe(serverSeq + 1);
    expect(hero.official.state).toBe(beginning.state);
  });
});

describe('joining', () => {
  test('[H6] the join of a new client is recorded before its clientId is sent', async () => {
    const { hero, log } = await openHero();
    const { connection, events } = connect();
    log.isPaused = true;
    const joined = hero.join({ connection, person: 'bob', returning: null, freshId: 'bob' });
    await Promise.resolve();
    expect(events).toEqual([]);
    log.release();
    await joined;
    expect(events).toEqual(['subscribe', 'welcome']);
    expect(hero.official.lastSeqs).toHaveProperty('bob', 0);
  });

  test('[H6] a returning client that is listed continues under its own clientId, without another line', async () => {
    const { hero, record } = await openHero();
    await join(hero, 'bob');
    const lines = await linesOf(record);
    const { welcome } = await join(hero, 'fresh', { returning: { clientId: 'bob', ...positionOf(hero) } });
    expect(welcome).toEqual({ clientId: 'bob', person: 'fresh', catchUp: { tail: [] } });
    expect(await linesOf(record)).toEqual(lines);
  });

  test('[H6] a returning client that is listed needs no line in the log, and continues even if none can be recorded', async () => {
    const { hero, log } = await openHero();
    await join(hero, 'bob');
    log.fail();
    const { welcome } = await join(hero, 'fresh', { returning: { clientId: 'bob', ...positionOf(hero) } });
    expect(welcome.clientId).toBe('bob');
  });

  test('[H7] a clientId that is not listed has expired, even if it comes from another epoch', async () => {
    const { hero } = await openHero();
    const returning = { clientId: 'bob', ...positionOf(hero) };
    const here = (await join(hero, 'fresh-1', { returning })).welcome;
    expect([here.clientId, listedIn(here.catchUp)]).toEqual(['fresh-1', ['fresh-1']]);
    const elsewhere = { ...returning, epoch: 'epoch-0' };
    const { welcome } = await join(hero, 'fresh-2', { returning: elsewhere });
    expect([welcome.clientId, listedIn(welcome.catchUp)]).toEqual(['fresh-2', ['fresh-1', 'fresh-2']]);
  });

  test('[H7] a client that is forgotten while it comes back does not join again under its clientId', async () => {
    const { hero, log, record } = await openHero();
    await join(hero, 'bob');
    const returning = { clientId: 'bob', ...positionOf(hero) };
    log.isPaused = true;
    const both = [hero.forget('bob'), join(hero, 'fresh', { returning })];
    log.release();
    await Promise.all(both);
    const ofBob = (await linesOf(record)).filter(({ clientId }) => clientId === 'bob');
    expect(ofBob.map(({ kind }) => kind)).toEqual(['join', 'forget']);
  });

  test('[H8] after another epoch, or ahead of the record, a client gets a new clientId and a snapshot', async () => {
    const { hero } = await openHero();
    await join(hero, 'bob');
    const here = positionOf(hero);
    const elsewhere = [
      { ...here, epoch: 'epoch-0' },
      { ...here, serverSeq: here.serverSeq + 9 },
    ];
    for (const [index, position] of elsewhere.entries()) {
      const { welcome } = await join(hero, `fresh-${index}`, { returning: { clientId: 'bob', ...position } });
      expect(welcome.clientId).toBe(`fresh-${index}`);
      expect(listedIn(welcome.catchUp)).toContain('bob');
    }
  });

  test('[H9] a session receives every line from where its welcome ends', async () => {
    const { hero, broadcast } = await openHero();
    await hero.emit(add('a'));
    const { welcome } = await join(hero, 'bob');
    broadcast.length = 0;
    await hero.emit(add('b'));
    expect('snapshot' in welcome.catchUp && welcome.catchUp.snapshot.serverSeq + 1).toBe(broadcast[0]);
  });

  test('[H9] a connection is subscribed and welcomed in one turn, in which no line can arrive', async () => {
    const { hero } = await openHero();
    const { connection, events } = connect();
    const watched = {
      ...connection,
      subscribe: () => {
        connection.subscribe();
        queueMicrotask(() => events.push('the turn is over'));
      },
    };
    await hero.join({ connection: watched, person: 'bob', returning: null, freshId: 'bob' });
    await Promise.resolve();
    expect(events).toEqual(['subscribe', 'welcome', 'the turn is over']);
  });

  test('[H10] a client catches up by the tail if it reaches back far enough, else by a snapshot', async () => {
    const { hero } = await openHero({ tailLength: 3 });
    for (const text of ['a', 'b', 'c']) await hero.emit(add(text));
    const bob = await join(hero, 'bob');
    const catchUp = (serverSeq: number, epoch = 'epoch-1') => {
      bob.session.catchUp({ epoch, serverSeq });
      return tailOf(bob.said.at(-1)?.caughtUp);
    };
    expect([catchUp(5), catchUp(3), catchUp(2)]).toEqual([[], [4, 5], [3, 4, 5]]);
    expect([catchUp(6), catchUp(5, 'epoch-0')]).toEqual([null, null]);
  });

  test('[H10] the tail has at least the last `tailLength` lines, and at most twice that number', async () => {
    const { hero } = await openHero({ tailLength: 3 });
    const bob = await join(hero, 'bob');
    const isAtHand = (count: number) => {
      bob.session.catchUp({ epoch: 'epoch-1', serverSeq: hero.official.serverSeq - count });
      return tailOf(bob.said.at(-1)?.caughtUp)?.length === count;
    };
    const reaches: number[] = [];
    for (let emitted = 0; emitted < 9; emitted += 1) {
      await hero.emit(add('a'));
      reaches.push([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter(isAtHand).length - 1);
    }
    expect(reaches).toEqual([3, 4, 5, 6, 3, 4, 5, 6, 3]);
  });

  test('[H10] below the beginning of a log there is no tail', async () => {
    const { hero } = await openHero({ record: new MemoryLog<NotesIntent>({ ...saved(beginning), serverSeq: 5 }) });
    const bob = await join(hero, 'bob');
    bob.session.catchUp({ epoch: 'epoch-1', serverSeq: 4 });
    expect(bob.said.at(-1)?.caughtUp).toHaveProperty('snapshot.serverSeq', 7);
  });

  test('[H10] a page without a state continues under its clientId, from a snapshot', async () => {
    const { hero } = await openHero();
    await join(hero, 'bob');
    const returning = { clientId: 'bob', epoch: 'epoch-1', serverSeq: null };
    const { welcome } = await join(hero, 'fresh', { returning });
    expect(welcome.clientId).toBe('bob');
    expect(welcome.catchUp).toHaveProperty('snapshot');
  });

  test('[H12] forgetting a client is a line in the record, after which nothing more is accepted from it', async () => {
    const { hero, record } = await openHero();
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, add('a'));
    await hero.forget('bob');
    await hero.forget('bob');
    expect((await linesOf(record)).filter(({ kind }) => kind === 'forget')).toMatchObject([
      { clientId: 'bob', clientSeq: 1 },
    ]);
    await bob.session.emit(2, add('b'));
    expect(hero.official.state.notes).toHaveLength(1);
    expect(bob.events).toContain('close');
  });

  test('[H12] forgetting a client that is not listed appends nothing', async () => {
    const { hero, log, failures } = await openHero();
    log.fail();
    await hero.forget('bob');
    expect(failures).toEqual([]);
  });

  test('[H15] a snapshot that is sent lists connected clients and the asker, under its old clientId too', async () => {
    const { hero } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    await join(hero, 'ann');
    bob.session.leave();
    sue.session.catchUp({ epoch: '', serverSeq: 0 });
    expect(listedIn(sue.said.at(-1)?.caughtUp)).toEqual(['ann', 'sue']);
    const { welcome } = await join(hero, 'bob-2', { returning: { clientId: 'bob', epoch: 'epoch-0', serverSeq: 7 } });
    expect(listedIn(welcome.catchUp)).toEqual(['ann', 'bob', 'bob-2', 'sue']);
    expect(Object.keys(hero.official.lastSeqs)).toContain('bob');
  });

  test('[H15] of two that join together, each is listed for the other', async () => {
    const { hero } = await openHero();
    const pages = await Promise.all([join(hero, 'bob'), join(hero, 'sue')]);
    for (const { welcome } of pages) expect(listedIn(welcome.catchUp)).toEqual(['bob', 'sue']);
  });

  test('[H20] the welcome includes the lines that `arrive` records', async () => {
    const { hero } = await openHero();
    const { connection, said } = connect();
    const arrive = async (clientId: string) => {
      await hero.emit(add(clientId));
      return null;
    };
    await hero.join({ connection, person: 'bob', returning: null, freshId: 'bob', arrive });
    expect(said).toMatchObject([{ welcome: { catchUp: { snapshot: { state: { notes: [{ text: 'bob' }] } } } } }]);
  });

  test('[H20] a client that `arrive` denies gets no session, and is forgotten if it was new', async () => {
    const { hero } = await openHero();
    const { connection, events } = connect();
    const arrive = () => Promise.resolve('full');
    const joined = await hero.join({ connection, person: 'bob', returning: null, freshId: 'bob', arrive });
    expect(joined).toEqual({ denied: 'full' });
    expect([events, [...hero.sessions.keys()]]).toEqual([[], []]);
    expect(hero.official.lastSeqs).not.toHaveProperty('bob');
  });

  test('[H20] a listed client that `arrive` denies keeps its clientId', async () => {
    const { hero } = await openHero();
    await join(hero, 'bob');
    const returning = { clientId: 'bob', ...positionOf(hero) };
    const arrive = () => Promise.resolve('full');
    await hero.join({ ...connect(), person: 'bob', returning, freshId: 'fresh', arrive });
    expect(hero.official.lastSeqs).toHaveProperty('bob');
  });

  test('[H16] a room that closes during a join does not let the page in', async () => {
    const { hero } = await openHero();
    const { connection, events } = connect();
    const arrive = async () => {
      await hero.finish();
      return null;
    };
    const joined = hero.join({ connection, person: 'bob', returning: null, freshId: 'bob', arrive });
    await expect(joined).rejects.toThrow('closed during the join');
    expect(events).toEqual([]);
  });
});

describe('saving', () => {
  test('[H13] a snapshot is saved every `tailLength` lines, and the same number of lines below it is kept', async () => {
    const { hero, record } = await openHero({ tailLength: 3 });
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await hero.emit(add(text));
    expect(await record.snapshot()).toMatchObject({ serverSeq: 6, version: notesRules.version });
    expect(record.truncatedTo).toBe(3);
  });

  test('[H13] a room that is opened again has the tail below its snapshot', async () => {
    const { hero, record } = await openHero();
    for (const text of ['a', 'b', 'c']) await hero.emit(add(text));
    await join(hero, 'bob');
    const position = positionOf(hero);
    await hero.emit(add('d'));
    await hero.finish();
    const again = await openHero({ record });
    expect(again.hero.official.state).toEqual(hero.official.state);
    const { welcome } = await join(again.hero, 'fresh', { returning: { clientId: 'bob', ...position } });
    expect(tailOf(welcome.catchUp)).toEqual([position.serverSeq + 1]);
    expect(again.broadcast).toEqual([]);
  });

  test('[H16] a room that finishes accepts nothing more', async () => {
    const { hero, record } = await openHero();
    const bob = await join(hero, 'bob');
    await hero.finish();
    const lines = await linesOf(record);
    await bob.session.emit(1, add('a'));
    expect(await linesOf(record)).toEqual(lines);
  });

  test('[H16] finishing waits for all appended entries, and saves a snapshot of them', async () => {
    const { hero, log, record, broadcast } = await openHero();
    const bob = await join(hero, 'bob');
    log.isPaused = true;
    void bob.session.emit(1, add('a'));
    const finished = hero.finish();
    expect((await record.snapshot()).serverSeq).toBe(0);
    log.commit();
    log.isPaused = false;
    log.announce();
    await finished;
    expect(await record.snapshot()).toMatchObject({ serverSeq: broadcast.at(-1), state: hero.official.state });
  });

  test('[H16] a room in which nothing happened since its snapshot is not saved again', async () => {
    const { hero, record } = await openHero();
    await hero.finish();
    const snapshot = await record.snapshot();
    await (await openHero({ record })).hero.finish();
    expect(await record.snapshot()).toBe(snapshot);
  });

  const older = { ...saved(beginning), version: 0, state: { texts: ['old'] } };
  const note = { text: 'old', person: 'Bob', serverTime: 1, seed: null };
  const upgraded = { ...notesRules, migrations: { 0: () => ({ notes: [note] }) } };

  test('[H17] a state of older rules is migrated when the room is opened', async () => {
    const { hero } = await openHero({ record: new MemoryLog<NotesIntent>(older), rules: upgraded });
    await hero.emit(add('new'));
    expect(hero.official.state.notes.map(({ text }) => text)).toEqual(['old', 'new']);
  });

  test('[H17] a version of the same shape needs no migration, and a migration to a later version does not run', async () => {
    const rules = { ...upgraded, version: 2, migrations: { ...upgraded.migrations, 2: fail } };
    const { hero } = await openHero({ record: new MemoryLog<NotesIntent>(older), rules });
    expect(hero.official.state.notes).toEqual([note]);
  });

  test('[H17] rules without migrations use a state of an older version, if its shape is the same', async () => {
    const { hero } = await openHero({ rules: { ...notesRules, version: 2 } });
    expect(hero.official.state).toEqual(beginning.state);
  });

  test.each([
    ['a migration throws', { 0: fail }, 'what is this?'],
    ['the schema finds', {}, 'This does not match its schema.'],
  ])('[H17] what %s is the cause of the error', async (_, migrations, message) => {
    const opened = openHero({ record: new MemoryLog<NotesIntent>(older), rules: { ...notesRules, migrations } });
    await expect(opened).rejects.toHaveProperty('cause.message', message);
  });

  test.each([
    ['of newer rules', { ...saved(beginning), version: 2 }, notesRules, /by version 2 .* here is version 1/],
    ['that no migration knows', older, notesRules, /a migration is missing/],
    ['that its migration cannot read', older, { ...notesRules, migrations: { 0: fail } }, /could not be brought/],
    ['that is damaged', { ...saved(beginning), state: null }, notesRules, /no state of version 1/],
  ])('[H17] a state %s is rejected, and the record is left untouched', async (_, snapshot, rules, message) => {
    const record = new MemoryLog<NotesIntent>(snapshot);
    await expect(openHero({ record, rules })).rejects.toThrow(message);
    expect(await record.snapshot()).toBe(snapshot);
    expect(await linesOf(record)).toEqual([]);
  });
});

function fail(): never {
  throw new Error('what is this?');
}
