import type { Notes, NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RoomLink, RoomView } from '../src/client/index.ts';
import type { FakeRooms } from './fake-rooms.ts';

/** Fake rooms, reached over the transport under test. */
export interface Harness {
  readonly rooms: FakeRooms<Notes, NotesIntent>;
  /** A page of a person with this name; with null, one that only watches. */
  enter(name: string | null, room?: string): RoomLink<Notes, NotesIntent>;
  /** Breaks every connection without a message to either end. */
  cut(): void;
  close(): Promise<void>;
}

type Link = RoomLink<Notes, NotesIntent>;

export const isLive = ({ link }: RoomView<Notes>) => link === 'live';
const texts = ({ officialState }: RoomView<Notes>) => officialState?.notes.map(({ text }) => text) ?? [];
const hasOfficial =
  (...expected: string[]) =>
  (view: RoomView<Notes>) =>
    isLive(view) && texts(view).join() === expected.join();
export const add = (text: string) => ({ type: 'add', text }) as const;

/** The tests that every transport must pass. */
export function transportContract(name: string, open: () => Promise<Harness>): void {
  describe(`every transport: ${name}`, () => {
    let harness: Harness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    async function enterLive(personName: string | null): Promise<Link> {
      const link = harness.enter(personName);
      await link.when(isLive);
      return link;
    }

    test('a page that enters gets its person and the state', async () => {
      const bob = harness.enter('Bob');
      expect(bob.view).toMatchObject({ link: 'connecting', state: null, person: null });
      const view = await bob.when(isLive);
      expect(view).toMatchObject({ state: { notes: [] }, person: 'Bob-1', personToken: 'Bob-1', denied: null });
    });

    test('every page gets the actions of all pages, in the same order', async () => {
      const [bob, sue] = [await enterLive('Bob'), await enterLive('Sue')];
      await Promise.all([bob.emit(add('b1')), sue.emit(add('s1')), bob.emit(add('b2'))]);
      const [bobs, sues] = await Promise.all([bob, sue].map((link) => link.when((view) => texts(view).length === 3)));
      expect(bobs?.officialState).toEqual(sues?.officialState);
      expect(bobs?.officialState).toEqual(harness.rooms.hero.official.state);
    });

    test('an emit shows at once, and is official only when Hero has answered', async () => {
      const bob = await enterLive('Bob');
      const official = bob.emit(add('now'));
      expect(bob.view.state?.notes).toHaveLength(1);
      expect(bob.view.officialState?.notes).toHaveLength(0);
      expect(await official).toMatchObject({ kind: 'official' });
      expect(bob.view.officialState?.notes).toHaveLength(1);
    });

    test('a hundred emits in a row arrive in order and are all settled', async () => {
      const [bob, sue] = [await enterLive('Bob'), await enterLive('Sue')];
      const wanted = Array.from({ length: 100 }, (_, n) => `note ${n}`);
      const settled = await Promise.all(wanted.map((text) => bob.emit(add(text))));
      expect(settled.every(({ kind }) => kind === 'official')).toBe(true);
      expect(texts(await sue.when((view) => texts(view).length === 100))).toEqual(wanted);
    });

    test('each message causes one notification and one new view', async () => {
      const [bob, sue] = [await enterLive('Bob'), await enterLive('Sue')];
      const views: RoomView<Notes>[] = [];
      sue.subscribe(() => views.push(sue.view));
      await bob.emit(add('one'));
      await bob.emit(add('two'));
      await sue.when(hasOfficial('one', 'two'));
      expect(views.map(texts)).toEqual([['one'], ['one', 'two']]);
    });

    test('the view holds the time to Hero and back', async () => {
      const bob = await enterLive('Bob');
      expect(bob.view.roundTrip).toBeGreaterThanOrEqual(0);
    });

    test('a page that was cut off comes back as the same person, and its actions of the meantime count once', async () => {
      const [bob, sue] = [await enterLive('Bob'), await enterLive('Sue')];
      harness.cut();
      await bob.when(({ link }) => link === 'lost');
      const meanwhile = [bob.emit(add('offline 1')), bob.emit(add('offline 2'))];
      expect(bob.view.state?.notes).toHaveLength(2);
      const settled = await Promise.all(meanwhile);
      expect(settled.map(({ kind }) => kind)).toEqual(['official', 'official']);
      expect(bob.view).toMatchObject({ link: 'live', person: 'Bob-1' });
      await sue.when(hasOfficial('offline 1', 'offline 2'));
    });

    test('an emit whose answer was lost with the link counts once', async () => {
      const bob = await enterLive('Bob');
      const lost = bob.when(({ link }) => link === 'lost');
      const settled = bob.emit(add('once'));
      await new Promise<void>((resolve) => {
        const { hero } = harness.rooms;
        const record = hero.handleActionFromClient.bind(hero);
        hero.handleActionFromClient = async (...emitted) => {
          hero.handleActionFromClient = record;
          await record(...emitted);
          harness.cut();
          resolve();
        };
      });
      await lost;
      await settled;
      await bob.when(hasOfficial('once'));
    });

    test('a page that got "not now" sends again after the pause, in order', async () => {
      const bob = await enterLive('Bob');
      const reasons: (string | null)[] = [];
      bob.subscribe(() => reasons.push(bob.view.notNow));
      harness.rooms.notNow = 2;
      const settled = await Promise.all([bob.emit(add('first')), bob.emit(add('second'))]);
      expect(settled.map(({ kind }) => kind)).toEqual(['official', 'official']);
      await bob.when(hasOfficial('first', 'second'));
      expect(reasons).toContain('busy');
      expect(bob.view.notNow).toBeNull();
    });

    test('a refusal settles its emit with the code, and the next emit is recorded', async () => {
      const bob = await enterLive('Bob');
      expect(await bob.emit({ type: 'forbid', text: 'no' })).toEqual({ kind: 'refused', code: 'forbidden' });
      expect(await bob.emit(add('yes'))).toMatchObject({ kind: 'official' });
    });

    test('a page that only watches sees everything and may not emit', async () => {
      const [bob, watcher] = [await enterLive('Bob'), await enterLive(null)];
      await bob.emit(add('look'));
      await watcher.when(hasOfficial('look'));
      expect(watcher.view.person).toBeNull();
      expect(await watcher.emit(add('me too'))).toEqual({ kind: 'refused', code: 'watching' });
    });

    test('a page that is denied gets the code, and does not reconnect', async () => {
      const lost = harness.enter('Bob', 'NOWHERE');
      const view = await lost.when(({ link }) => link === 'denied');
      expect(view.denied).toBe('unknown-room');
      await expect(lost.when(isLive)).rejects.toMatchObject({ name: 'DeniedError', code: 'unknown-room' });
    });

    test('newcomers who enter while others emit miss no line and get none twice', async () => {
      const bob = await enterLive('Bob');
      const emits: Promise<unknown>[] = [];
      const newcomers: Link[] = [];
      for (let n = 0; n < 20; n++) {
        emits.push(bob.emit(add(`${n}`)));
        newcomers.push(await enterLive(`newcomer ${n}`));
      }
      await Promise.all(emits);
      for (const link of [bob, ...newcomers]) await link.when((view) => texts(view).length === 20);
      for (const link of newcomers) expect(link.view.officialState).toEqual(harness.rooms.hero.official.state);
    });
  });
}
