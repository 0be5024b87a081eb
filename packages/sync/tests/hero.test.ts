import { HERO } from '@button/sync';
import { Hero, type CatchUp, type Connection, type Returning, type Welcome } from '@button/sync/hero';
import { MemoryLog, snapshotOf, type Snapshot } from '@button/sync/log';
import { notesRules, PausedLog, type Notes, type NotesIntent } from '@button/sync/testing';
import { describe, expect, test } from 'vitest';
import { add, beginning, forbid, heroIn, linesOf, remove, restored, saved } from './notes-network.ts';

/** A message to a page, under its name. */
interface Said {
  readonly welcome?: Welcome<Notes, NotesIntent>;
  readonly caughtUp?: CatchUp<Notes, NotesIntent>;
  readonly sendAgain?: number;
  readonly notNow?: readonly [reason: string, retryAfter: number];
}

/** Hero without a network: its broadcasts and failures are collected. */
async function openHero({
  record = new MemoryLog<NotesIntent>(saved(beginning)),
  tailLength = 1000,
  rules = notesRules,
} = {}) {
  const log = new PausedLog(record);
  const broadcast: number[] = [];
  const failures: unknown[] = [];
  const drawn: number[] = [];
  let time = 0;
  const hero = await Hero.open<Notes, NotesIntent>({
    rules,
    log,
    tailLength,
    now: () => (time += 10),
    drawSeed: () => drawn.push(time),
    onFailure: (error) => failures.push(error),
  });
  hero.subscribe((lines) => broadcast.push(...lines.map(({ serverSeq }) => serverSeq)));
  return { hero, log, record, broadcast, failures, drawn };
}

/** A connection that collects its messages and events, in order. */
function connect() {
  const said: Said[] = [];
  const events: string[] = [];
  const say = (message: Said) => {
    events.push(...Object.keys(message));
    said.push(message);
  };
  const connection: Connection<Notes, NotesIntent> = {
    subscribe: () => events.push('subscribe'),
    welcome: (welcome) => say({ welcome }),
    caughtUp: (caughtUp) => say({ caughtUp }),
    sendAgain: (sendAgain) => say({ sendAgain }),
    notNow: (...notNow) => say({ notNow }),
    close: () => events.push('close'),
  };
  return { connection, said, events };
}

/** A page that is let in, as a newcomer or under the clientId that it had before. */
async function join(hero: Hero<Notes, NotesIntent>, person: string | null, returning: Returning | null = null) {
  const { connection, said, events } = connect();
  const session = await hero.join({ connection, person, returning });
  if ('denied' in session) throw new Error(session.denied);
  const [{ welcome } = {}] = said.splice(0);
  if (!welcome) throw new Error('no welcome');
  return { session, clientId: session.clientId, welcome, said, events };
}

const positionOf = ({ official: { epoch, serverSeq } }: Hero<Notes, NotesIntent>) => ({ epoch, serverSeq });
const textsOf = ({ official }: Hero<Notes, NotesIntent>) => official.state.notes.map(({ text }) => text);
const tailOf = (catchUp: CatchUp<Notes, NotesIntent> | undefined) =>
  catchUp && 'tail' in catchUp ? catchUp.tail.map(({ serverSeq }) => serverSeq) : null;
const listedIn = (catchUp: CatchUp<Notes, NotesIntent> | undefined) =>
  catchUp && 'snapshot' in catchUp ? catchUp.snapshot.clients.map(([clientId]) => clientId).sort(byNumber) : null;
function snapshotIn(catchUp: CatchUp<Notes, NotesIntent>): Snapshot<Notes> {
  if ('tail' in catchUp) throw new Error('this is a tail');
  return catchUp.snapshot;
}
const byNumber = (one: number, other: number) => one - other;

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
    for (let waited = 0; waited < 20; waited += 1) await Promise.resolve();
    expect(broadcast).toEqual([]);
    log.announce();
    await handled;
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
    expect(bob.said).toEqual([{ sendAgain: 2 }]);
    for (const [index, text] of ['b', 'c', 'd'].entries()) await bob.session.emit(index + 2, add(text));
    await bob.session.emit(6, add('f'));
    expect(bob.said).toEqual([{ sendAgain: 2 }, { sendAgain: 5 }]);
    expect((await linesOf(record)).filter(({ clientId }) => clientId === bob.clientId)).toHaveLength(5);
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

  test('[H4] an action is recorded as the check of the server returns it, or as a refusal with its code', async () => {
    const validate: typeof notesRules.validate = (candidate) => {
      const validated = notesRules.validate(candidate);
      if (!('intent' in validated)) return validated;
      const { intent } = validated;
      return intent.text === 'rude' ? { refusal: 'not-here' } : { intent: { ...intent, text: intent.text.trim() } };
    };
    const { hero, record } = await openHero({ rules: { ...notesRules, validate } });
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, add('rude'));
    await bob.session.emit(2, add(' polite '));
    expect((await linesOf(record)).at(-2)).toMatchObject({ kind: 'refused', clientSeq: 1, code: 'not-here' });
    expect(textsOf(hero)).toEqual(['polite']);
  });

  test('[H5] a snapshot that cannot be saved has the same effect as an append that fails', async () => {
    const { hero, record, failures } = await openHero({ tailLength: 3 });
    const bob = await join(hero, 'bob');
    const failure = new Error('the disk is full');
    record.save = () => Promise.reject(failure);
    await bob.session.emit(1, add('a'));
    await Promise.resolve();
    expect(failures).toEqual([failure]);
    expect(bob.said).toEqual([{ notNow: ['not-recorded', 1_000] }]);
  });

  test('[H5] when an append fails no line is broadcast; every session gets "not now", and `onFailure` is called once', async () => {
    const { hero, log, broadcast, failures } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    broadcast.length = 0;
    log.fail();
    await bob.session.emit(1, add('a'));
    await bob.session.emit(2, add('b'));
    for (const { said, events } of [bob, sue]) {
      expect(said).toEqual([{ notNow: ['not-recorded', 1_000] }]);
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

  test('[H11] Hero joins each time it opens a room, as the person Hero, and emits under that number from 1 on', async () => {
    const { hero, record } = await openHero();
    await hero.emit(add('a'));
    await hero.emit(add('b'));
    const again = await openHero({ record });
    await again.hero.emit(add('c'));
    const lines = (await linesOf(record)).map(({ kind, clientId, clientSeq }) => [kind, clientId, clientSeq]);
    expect(lines).toEqual([
      ['join', 1, 0],
      ['action', 1, 1],
      ['action', 1, 2],
      ['join', 4, 0],
      ['action', 4, 1],
    ]);
    expect(again.hero.official.state.notes.map(({ person }) => person)).toEqual([HERO, 'Hero', 'Hero']);
  });

  test('[H14] an action’s person is that of its client’s join, even if the client returns under another name', async () => {
    const { hero } = await openHero();
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, add('a'));
    const again = await join(hero, 'Mallory', { clientId: bob.clientId, ...positionOf(hero) });
    await again.session.emit(2, add('b'));
    expect(hero.official.state.notes.map(({ person }) => person)).toEqual(['bob', 'bob']);
  });

  test('[H14] a client that only watches is in no line of the record, and an action of it ends its connection', async () => {
    const { hero, record } = await openHero();
    const before = await linesOf(record);
    const screens = [await join(hero, null), await join(hero, null)];
    expect(screens.map(({ clientId }) => clientId)).toEqual([-1, -2]);
    await screens[0]?.session.emit(1, add('a'));
    await screens[1]?.session.refuse(1, 'malformed');
    for (const { events } of screens) expect(events).toContain('close');
    expect(await linesOf(record)).toEqual(before);
  });

  test('[R5] a person is said in the join line, and in no other', async () => {
    const { hero, record } = await openHero();
    const bob = await join(hero, 'bob');
    const intents: unknown[] = [add('a'), forbid('b'), { ...add('c'), person: 'bob' }, remove('a')];
    for (const [index, intent] of intents.entries()) await bob.session.emit(index + 1, intent);
    await hero.emit(add('d'));
    await hero.forget(bob.clientId);
    const lines = await linesOf(record);
    expect(lines.map(({ kind }) => kind)).toEqual([
      ...['join', 'join', 'action', 'action', 'refused', 'action', 'action', 'forget'],
    ]);
    const persons = lines.filter((one) => JSON.stringify(one).includes('"person":'));
    expect(persons).toMatchObject([
      { kind: 'join', person: HERO },
      { kind: 'join', person: 'bob' },
    ]);
  });

  test('[M6] a seed is drawn, recorded and broadcast only for an action whose mutation reads it', async () => {
    const { hero, record, drawn } = await openHero();
    const told: unknown[] = [];
    hero.subscribe((lines) => told.push(...lines.map((line) => 'seed' in line)));
    const bob = await join(hero, 'bob');
    for (const [index, intent] of [add('a'), remove('a'), forbid('b'), { type: 'wrong' }, add('c')].entries())
      await bob.session.emit(index + 1, intent);
    await hero.emit(remove('c'));
    await hero.emit(add('d'));
    await hero.forget(bob.clientId);
    expect(drawn).toHaveLength(3);
    const withSeed = (await linesOf(record)).map((line) => 'seed' in line);
    const expected = [false, true, false, false, false, true, false, true, false];
    expect([withSeed.slice(1), told]).toEqual([expected, expected]);
  });

  test('[H18] an action of a session that has left, or whose client has a newer one, is not accepted', async () => {
    const { hero } = await openHero();
    const old = await join(hero, 'bob');
    const newer = await join(hero, 'bob', { clientId: old.clientId, ...positionOf(hero) });
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
    const newer = await join(hero, 'bob', { clientId: old.clientId, ...positionOf(hero) });
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
  test('[H6] the join of a new client is recorded before its clientId, the number of that line, is sent', async () => {
    const { hero, log, record } = await openHero();
    const { connection, events, said } = connect();
    log.isPaused = true;
    const joined = hero.join({ connection, person: 'bob', returning: null });
    await Promise.resolve();
    expect(events).toEqual([]);
    log.release();
    await joined;
    expect(events).toEqual(['subscribe', 'welcome']);
    const last = (await linesOf(record)).at(-1);
    expect(last).toMatchObject({ kind: 'join', person: 'bob', clientId: last?.serverSeq });
    expect(said).toMatchObject([{ welcome: { clientId: last?.serverSeq } }]);
    expect(hero.official.clients.get(last?.serverSeq ?? 0)).toEqual({ clientSeq: 0, person: 'bob' });
  });

  test('[H6] two pages of one person are two clients', async () => {
    const { hero } = await openHero();
    const [tab, clone] = await Promise.all([join(hero, 'bob'), join(hero, 'bob')]);
    expect(tab.clientId).not.toBe(clone.clientId);
    expect(hero.sessions.size).toBe(2);
  });

  test('[H6] a returning client that is listed continues under its own clientId, without another line', async () => {
    const { hero, record } = await openHero();
    const { clientId } = await join(hero, 'bob');
    const lines = await linesOf(record);
    const { welcome } = await join(hero, 'bob', { clientId, ...positionOf(hero) });
    expect(welcome).toEqual({ clientId, catchUp: { tail: [] } });
    expect(await linesOf(record)).toEqual(lines);
  });

  test('[H6] a returning client that is listed needs no line in the log, and continues even if none can be recorded', async () => {
    const { hero, log } = await openHero();
    const { clientId } = await join(hero, 'bob');
    log.fail();
    const { welcome } = await join(hero, 'bob', { clientId, ...positionOf(hero) });
    expect(welcome.clientId).toBe(clientId);
  });

  test('[H7] a client that comes back while its forgetting is being recorded does not continue under its clientId', async () => {
    const { hero, log } = await openHero();
    const bob = await join(hero, 'bob');
    bob.session.leave();
    log.isPaused = true;
    void hero.forget(bob.clientId);
    const joining = join(hero, 'bob', { clientId: bob.clientId, ...positionOf(hero) });
    await Promise.resolve();
    log.release();
    const again = await joining;
    expect(again.clientId).not.toBe(bob.clientId);
    expect(hero.official.clients.has(again.clientId)).toBe(true);
  });

  test('[H7] a clientId that is not listed has expired, even if it comes from another epoch', async () => {
    const { hero } = await openHero();
    const returning = { clientId: 99, ...positionOf(hero) };
    const here = await join(hero, 'bob', returning);
    expect(listedIn(here.welcome.catchUp)).toEqual([heroIn(hero.official), here.clientId]);
    const elsewhere = await join(hero, 'bob', { ...returning, epoch: 'epoch-0' });
    expect(elsewhere.clientId).not.toBe(99);
    expect(listedIn(elsewhere.welcome.catchUp)).toEqual([heroIn(hero.official), here.clientId, elsewhere.clientId]);
  });

  test('[H7] a client that is forgotten while it comes back does not join again under its clientId', async () => {
    const { hero, log, record } = await openHero();
    const { clientId } = await join(hero, 'bob');
    const returning = { clientId, ...positionOf(hero) };
    log.isPaused = true;
    const both = [hero.forget(clientId), join(hero, 'bob', returning)];
    log.release();
    await Promise.all(both);
    const ofBob = (await linesOf(record)).filter((line) => line.clientId === clientId);
    expect(ofBob.map(({ kind }) => kind)).toEqual(['join', 'forget']);
  });

  test('[H8] after another epoch, or ahead of the record, a client gets a new clientId and a snapshot', async () => {
    const { hero } = await openHero();
    const { clientId, session } = await join(hero, 'bob');
    session.leave();
    const here = positionOf(hero);
    const elsewhere = [
      { ...here, epoch: 'epoch-0' },
      { ...here, serverSeq: here.serverSeq + 9 },
    ];
    for (const position of elsewhere) {
      const again = await join(hero, 'bob', { clientId, ...position });
      expect(again.clientId).toBe(hero.official.serverSeq);
      expect(listedIn(again.welcome.catchUp)).toContain(clientId);
    }
  });

  test('[H8] the snapshot of a restored room says where its epoch continues another', async () => {
    const { hero } = await openHero();
    await hero.emit(add('a'));
    const backup = snapshotOf(hero.official);
    const again = await openHero({ record: restored(backup, 'epoch-2') });
    const { welcome } = await join(again.hero, 'bob');
    const continues = { epoch: 'epoch-1', serverSeq: backup.serverSeq };
    expect(welcome.catchUp).toMatchObject({ snapshot: { epoch: 'epoch-2', continues } });
    await again.hero.finish();
    expect(await again.record.snapshot()).toMatchObject({ epoch: 'epoch-2', continues });
  });

  test('[H8] a number from before a restore is not the client that has it afterwards', async () => {
    const before = await openHero();
    const backup = snapshotOf(before.hero.official);
    const bob = await join(before.hero, 'bob');
    const returning = { clientId: bob.clientId, ...positionOf(before.hero) };
    const { hero } = await openHero({ record: restored({ ...backup, serverSeq: 0, clients: [] }, 'epoch-2') });
    const sue = await join(hero, 'sue');
    expect(sue.clientId).toBe(bob.clientId);
    const again = await join(hero, 'bob', returning);
    expect(again.clientId).not.toBe(sue.clientId);
    expect([sue.events.includes('close'), hero.sessions.get(sue.clientId)]).toEqual([false, sue.session]);
    await sue.session.emit(1, add('hers'));
    await again.session.emit(1, add('his'));
    expect(hero.official.state.notes).toMatchObject([
      { text: 'hers', person: 'sue' },
      { text: 'his', person: 'bob' },
    ]);
  });

  test('[H9] a session receives every line from where its welcome ends', async () => {
    const { hero, broadcast } = await openHero();
    await hero.emit(add('a'));
    const { welcome } = await join(hero, 'bob');
    broadcast.length = 0;
    await hero.emit(add('b'));
    expect('snapshot' in welcome.catchUp && welcome.catchUp.snapshot.serverSeq + 1).toBe(broadcast[0]);
  });

  test('[H9] whenever Hero emits during a join, the lines continue where the welcome ends', async () => {
    for (let microtasks = 0; microtasks < 30; microtasks += 1) {
      const { hero } = await openHero();
      const { connection, said } = connect();
      const received: number[] = [];
      const subscribe = () => hero.subscribe((lines) => received.push(...lines.map(({ serverSeq }) => serverSeq)));
      const joined = hero.join({ connection: { ...connection, subscribe }, person: 'bob', returning: null });
      for (let waited = 0; waited < microtasks; waited += 1) await Promise.resolve();
      const emitted = hero.emit(add('a'));
      await Promise.all([joined, emitted]);
      await hero.emit(add('b'));
      const [{ welcome } = {}] = said;
      const from = welcome && snapshotIn(welcome.catchUp).serverSeq;
      const expected = from && Array.from({ length: hero.official.serverSeq - from }, (_, index) => from + 1 + index);
      expect({ microtasks, received }).toEqual({ microtasks, received: expected });
    }
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
    await hero.join({ connection: watched, person: 'bob', returning: null });
    await Promise.resolve();
    expect(events).toEqual(['subscribe', 'welcome', 'the turn is over']);
  });

  test('[H10] a client catches up by the tail if it reaches back far enough, else by a snapshot', async () => {
    const { hero } = await openHero({ tailLength: 3 });
    for (const text of ['a', 'b', 'c']) await hero.emit(add(text));
    const bob = await join(hero, 'bob');
    const catchUp = (serverSeq: number | null, epoch = 'epoch-1') => {
      bob.session.catchUp({ epoch, serverSeq });
      return tailOf(bob.said.at(-1)?.caughtUp);
    };
    expect([catchUp(5), catchUp(3), catchUp(2)]).toEqual([[], [4, 5], [3, 4, 5]]);
    expect([catchUp(6), catchUp(5, 'epoch-0'), catchUp(null)]).toEqual([null, null, null]);
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
    const { clientId } = await join(hero, 'bob');
    const { welcome } = await join(hero, 'bob', { clientId, epoch: 'epoch-1', serverSeq: null });
    expect(welcome.clientId).toBe(clientId);
    expect(welcome.catchUp).toHaveProperty('snapshot');
  });

  test('[H12] forgetting a client is a line in the record, after which nothing more is accepted from it', async () => {
    const { hero, record } = await openHero();
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, add('a'));
    await hero.forget(bob.clientId);
    await hero.forget(bob.clientId);
    expect((await linesOf(record)).filter(({ kind }) => kind === 'forget')).toMatchObject([
      { clientId: bob.clientId, clientSeq: 1 },
    ]);
    await bob.session.emit(2, add('b'));
    expect(hero.official.state.notes).toHaveLength(1);
    expect(bob.events).toContain('close');
  });

  test('[H12] forgetting a client that is not listed appends nothing', async () => {
    const { hero, log, failures } = await openHero();
    log.fail();
    await hero.forget(99);
    expect(failures).toEqual([]);
  });

  test('[H15] a snapshot that is sent lists Hero, connected clients and the asker, under its old clientId too', async () => {
    const { hero } = await openHero();
    const HERO_ID = heroIn(hero.official);
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    const ann = await join(hero, 'ann');
    bob.session.leave();
    await hero.emit(add('a'));
    sue.session.catchUp({ epoch: '', serverSeq: null });
    expect(listedIn(sue.said.at(-1)?.caughtUp)).toEqual([HERO_ID, sue.clientId, ann.clientId]);
    const again = await join(hero, 'bob', { clientId: bob.clientId, epoch: 'epoch-0', serverSeq: 7 });
    const { clientId } = again;
    expect(listedIn(again.welcome.catchUp)).toEqual([HERO_ID, bob.clientId, sue.clientId, ann.clientId, clientId]);
    expect([...hero.official.clients.keys()]).toContain(bob.clientId);
  });

  test('[H15] it lists them with their last clientSeq and their person', async () => {
    const { hero } = await openHero();
    const bob = await join(hero, 'bob');
    await bob.session.emit(1, add('a'));
    const { welcome, clientId } = await join(hero, 'sue');
    expect(new Map(snapshotIn(welcome.catchUp).clients)).toEqual(
      new Map([
        [heroIn(hero.official), { clientSeq: 0, person: HERO }],
        [bob.clientId, { clientSeq: 1, person: 'bob' }],
        [clientId, { clientSeq: 0, person: 'sue' }],
      ]),
    );
  });

  test('[H15] Hero is listed also after clients that only watch have come and gone', async () => {
    const { hero } = await openHero();
    const screen = await join(hero, null);
    screen.session.leave();
    await join(hero, null);
    const { welcome, clientId } = await join(hero, 'bob');
    expect(listedIn(welcome.catchUp)).toEqual([heroIn(hero.official), clientId]);
  });

  test('[H15] what a snapshot lists stays as it was when it was sent', async () => {
    const { hero } = await openHero();
    const bob = await join(hero, 'bob');
    const { clients } = snapshotIn(bob.welcome.catchUp);
    const before = JSON.stringify(clients);
    await bob.session.emit(1, add('a'));
    await join(hero, 'sue');
    expect(JSON.stringify(clients)).toBe(before);
  });

  test('[H15] Hero itself is listed after the room was opened again, and its earlier numbers are not', async () => {
    const { record } = await openHero();
    const { hero } = await openHero({ record });
    const { welcome, clientId } = await join(hero, 'bob');
    expect(listedIn(welcome.catchUp)).toEqual([2, clientId]);
  });

  test('[H15] of two that join together, each is listed for the other', async () => {
    const { hero } = await openHero();
    const pages = await Promise.all([join(hero, 'bob'), join(hero, 'sue')]);
    const ids = [heroIn(hero.official), ...pages.map(({ clientId }) => clientId)];
    for (const { welcome } of pages) expect(listedIn(welcome.catchUp)).toEqual(ids);
  });

  test('[H15] a client is listed as soon as its join is recorded, before it is welcomed', async () => {
    const { hero } = await openHero();
    const sue = await join(hero, 'sue');
    hero.subscribe(() => sue.session.catchUp({ epoch: '', serverSeq: null }));
    const bob = await join(hero, 'bob');
    expect(listedIn(sue.said.at(-1)?.caughtUp)).toContain(bob.clientId);
  });

  test('[H15] a client that left is listed until its last action is broadcast', async () => {
    const { hero, log } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    const listed = () => {
      sue.session.catchUp({ epoch: '', serverSeq: null });
      return listedIn(sue.said.at(-1)?.caughtUp);
    };
    log.isPaused = true;
    const handled = bob.session.emit(1, add('a'));
    bob.session.leave();
    await Promise.resolve();
    expect(listed()).toContain(bob.clientId);
    log.release();
    await handled;
    await hero.emit(add('b'));
    expect(listed()).not.toContain(bob.clientId);
  });

  test('[H15] a client is listed while it joins, also if it has just left, and if another of its joins ends meanwhile', async () => {
    const { hero } = await openHero();
    const [bob, sue] = [await join(hero, 'bob'), await join(hero, 'sue')];
    const returning = { clientId: bob.clientId, ...positionOf(hero) };
    bob.session.leave();
    let arrive: (denied: null) => void = () => undefined;
    const arrived = new Promise<null>((resolve) => (arrive = resolve));
    const joining = hero.join({ ...connect(), person: 'bob', returning, arrive: () => arrived });
    const quicker = await join(hero, 'bob', returning);
    quicker.session.leave();
    await hero.emit(add('a'));
    sue.session.catchUp({ epoch: '', serverSeq: null });
    expect(listedIn(sue.said.at(-1)?.caughtUp)).toContain(bob.clientId);
    arrive(null);
    const session = await joining;
    if ('denied' in session) throw new Error(session.denied);
    session.leave();
    await hero.emit(add('b'));
    sue.session.catchUp({ epoch: '', serverSeq: null });
    expect(listedIn(sue.said.at(-1)?.caughtUp)).not.toContain(bob.clientId);
  });

  test('[H20] the welcome includes the lines that `arrive` records', async () => {
    const { hero } = await openHero();
    const { connection, said } = connect();
    const arrive = async (clientId: number) => {
      await hero.emit(add(`${clientId}`));
      return null;
    };
    const session = await hero.join({ connection, person: 'bob', returning: null, arrive });
    const text = 'clientId' in session && `${session.clientId}`;
    expect(said).toMatchObject([{ welcome: { catchUp: { snapshot: { state: { notes: [{ text }] } } } } }]);
  });

  test('[H20] a client that `arrive` denies gets no session, and is forgotten if it was new', async () => {
    const { hero } = await openHero();
    const { connection, events } = connect();
    const arrive = () => Promise.resolve('full');
    const joined = await hero.join({ connection, person: 'bob', returning: null, arrive });
    expect(joined).toEqual({ denied: 'full' });
    expect([events, [...hero.sessions.keys()]]).toEqual([[], []]);
    expect([...hero.official.clients.keys()]).toEqual([heroIn(hero.official)]);
  });

  test('[H20] a listed client that `arrive` denies keeps its clientId', async () => {
    const { hero } = await openHero();
    const { clientId } = await join(hero, 'bob');
    const returning = { clientId, ...positionOf(hero) };
    const arrive = () => Promise.resolve('full');
    await hero.join({ ...connect(), person: 'bob', returning, arrive });
    expect(hero.official.clients.has(clientId)).toBe(true);
  });

  test('[H16] a room that closes during a join does not let the page in', async () => {
    const { hero } = await openHero();
    const { connection, events } = connect();
    const arrive = async () => {
      await hero.finish();
      return null;
    };
    const joined = hero.join({ connection, person: 'bob', returning: null, arrive });
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
    const { clientId } = await join(hero, 'bob');
    const position = positionOf(hero);
    await hero.emit(add('d'));
    await hero.finish();
    const again = await openHero({ record });
    expect(again.hero.official.state).toEqual(hero.official.state);
    const { welcome } = await join(again.hero, 'bob', { clientId, ...position });
    expect(tailOf(welcome.catchUp)).toEqual([position.serverSeq + 1, position.serverSeq + 2]);
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
    const { hero, record } = await openHero({ tailLength: 3 });
    for (const text of ['a', 'b']) await hero.emit(add(text));
    const snapshot = await record.snapshot();
    expect(snapshot.serverSeq).toBe(hero.official.serverSeq);
    await hero.finish();
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
    [
      'of newer rules',
      { ...saved(beginning), version: 2 },
      notesRules,
      'newer-rules',
      /version 2 .* by version 1: .*newer rules/,
    ],
    ['that no migration knows', older, notesRules, 'damaged', /version 0 .* by version 1: .*its schema/],
    [
      'that its migration cannot read',
      older,
      { ...notesRules, migrations: { 0: fail } },
      'damaged',
      /version 0 .* by version 1: .*what is this/,
    ],
    [
      'that is damaged',
      { ...saved(beginning), state: null },
      notesRules,
      'damaged',
      /version 1 .* by version 1: .*its schema/,
    ],
  ])(
    '[H17] a state %s is rejected with a code, and the record is left untouched',
    async (_, snapshot, rules, code, message) => {
      const record = new MemoryLog<NotesIntent>(snapshot);
      const opened = openHero({ record, rules });
      await expect(opened).rejects.toThrow(message);
      await expect(opened).rejects.toHaveProperty('code', code);
      expect(await record.snapshot()).toBe(snapshot);
      expect(await linesOf(record)).toEqual([]);
    },
  );
});

function fail(): never {
  throw new Error('what is this?');
}
