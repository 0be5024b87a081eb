import { Client } from '@button/sync';
import { Hero } from '@button/sync/hero';
import { MemoryLog, type ListedClient, type Snapshot } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { add, beginning, remove, saved } from './notes-network.ts';

const nothing = () => undefined;
const outbox = { emit: nothing, catchUp: nothing, toPeers: nothing };
const connection = {
  subscribe: nothing,
  welcome: nothing,
  caughtUp: nothing,
  sendAgain: nothing,
  notNow: nothing,
  close: nothing,
};

let operations = 0;

/** A map that counts the operations on it, an element of a loop like a look-up. */
class CountedMap<K, V> extends Map<K, V> {
  override get(key: K): V | undefined {
    operations += 1;
    return super.get(key);
  }

  override has(key: K): boolean {
    operations += 1;
    return super.has(key);
  }

  override set(key: K, value: V): this {
    operations += 1;
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    operations += 1;
    return super.delete(key);
  }

  override *entries(): MapIterator<[K, V]> {
    for (const entry of super.entries()) {
      operations += 1;
      yield entry;
    }
  }

  override *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key;
  }

  override *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  override [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  override forEach(each: (value: V, key: K, map: Map<K, V>) => void): void {
    for (const [key, value] of this.entries()) each(value, key, this);
  }
}

/** The log, Hero and a page that `open` makes have counted maps. */
async function counted<T>(open: () => T | Promise<T>): Promise<T> {
  vi.stubGlobal('Map', CountedMap);
  const opened = await open();
  vi.unstubAllGlobals();
  return opened;
}

/** The number of operations of this work. */
async function costOf(work: () => unknown): Promise<number> {
  operations = 0;
  await work();
  return operations;
}

/** A snapshot that lists this many clients. */
function crowded(listed: number): Snapshot<Notes> {
  const clients = Array.from(
    { length: listed },
    (_, index) => [index + 1, { clientSeq: 0, person: `page ${index + 1}` } satisfies ListedClient] as const,
  );
  return { ...beginning, serverSeq: listed, clients };
}

/** The cost of one line of each kind to the log and Hero while this many clients are listed. */
async function costAtHero(listed: number): Promise<number[]> {
  const { hero, session } = await counted(async () => {
    const log = new MemoryLog<NotesIntent>(saved(crowded(listed)));
    const hero = await Hero.open<Notes, NotesIntent>({
      tailLength: 1000,
      rules: notesRules,
      log,
      now: () => 1,
      drawSeed: () => 1,
      onFailure: nothing,
    });
    const session = await hero.join({ connection, person: 'Bob', returning: null });
    if ('denied' in session) throw new Error(session.denied);
    return { hero, session };
  });
  const costs = [
    await costOf(() => session.emit(1, add('a'))),
    await costOf(() => session.emit(2, { type: 'wrong' })),
    await costOf(() => session.emit(2, remove('a duplicate'))),
    await costOf(() => hero.emit(add('b'))),
    await costOf(() => hero.forget(3)),
  ];
  expect(hero.official.serverSeq).toBe(listed + 6);
  return costs;
}

/** The cost of one line of each kind to a page while this many clients are listed. */
async function costOnPage(listed: number): Promise<number[]> {
  const client = await counted(() => {
    const opened = new Client<Notes, NotesIntent>({ rules: notesRules, outbox });
    opened.handleWelcome({ clientId: 2, catchUp: { snapshot: crowded(listed) } });
    return opened;
  });
  const facts = (line: number) => ({ serverSeq: listed + line, serverTime: 1 });
  const joined = { clientId: listed + 3, clientSeq: 0, person: 'Ann', ...facts(3) };
  const costs = [
    await costOf(() => void client.emit(add('mine'))),
    await costOf(() => client.handleActionFromPeer({ clientId: 1, person: 'page 1' }, 1, remove('hers'))),
    await costOf(() =>
      client.handleActionsFromServer([
        { kind: 'action', clientId: 1, clientSeq: 1, action: remove('hers'), ...facts(1) },
      ]),
    ),
    await costOf(() =>
      client.handleActionsFromServer([
        { kind: 'action', clientId: 2, clientSeq: 1, action: add('mine'), seed: 1, ...facts(2) },
      ]),
    ),
    await costOf(() => client.handleActionsFromServer([{ kind: 'join', ...joined }])),
    await costOf(() =>
      client.handleActionsFromServer([{ kind: 'refused', clientId: 1, clientSeq: 2, code: 'no', ...facts(4) }]),
    ),
    await costOf(() => client.handleActionsFromServer([{ kind: 'forget', clientId: 3, clientSeq: 0, ...facts(5) }])),
  ];
  expect(client.replica.official?.serverSeq).toBe(listed + 5);
  return costs;
}

afterEach(() => vi.unstubAllGlobals());

describe('the cost of one line', () => {
  test('[R6] is the same for the log and Hero, whether 10 or 1,000 clients are listed', async () => {
    const costs = await costAtHero(10);
    expect(Math.min(...costs), 'something was counted').toBeGreaterThan(0);
    expect(await costAtHero(1_000)).toEqual(costs);
  });

  test('[R6] is the same on a page, whether 10 or 1,000 clients are listed', async () => {
    const costs = await costOnPage(10);
    expect(Math.min(...costs), 'something was counted').toBeGreaterThan(0);
    expect(await costOnPage(1_000)).toEqual(costs);
  });

  test('[R6] a copy of the list would be noticed', async () => {
    const copies = (listed: number) => costOf(() => [...new CountedMap(crowded(listed).clients)]);
    expect(await copies(1_000)).toBeGreaterThan(await copies(10));
  });
});
