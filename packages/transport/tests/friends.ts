import type { Notes, NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RoomLink, RoomOptions } from '../src/client.ts';
import { goodRoads, type Roads } from '../src/lag.ts';
import { add, until, type Ground } from './contract.ts';

type Options = Partial<RoomOptions<Notes, NotesIntent>>;

/** A ground that takes options for the page that enters. */
export interface OpenGround extends Ground {
  enter(name: string | null, room?: string, more?: Options): RoomLink<Notes, NotesIntent>;
}

export interface Friend {
  readonly link: RoomLink<Notes, NotesIntent>;
  readonly roads: Roads;
}

type View = Pick<RoomLink<Notes, NotesIntent>['view'], 'state' | 'officialState'>;
const has = (notes: Notes | null, text: string) => notes?.notes.some((note) => note.text === text) ?? false;
export const shows = (text: string) => (view: View) => has(view.state, text);
export const isOfficial = (text: string) => (view: View) => has(view.officialState, text);

/** Bob and Sue, who may be linked directly, and are. `clients` is who may, and the test may change it. */
export async function meet(
  ground: OpenGround,
  clients: string[],
  more: Options = {},
): Promise<readonly [Friend, Friend]> {
  const enter = (name: string): Friend => {
    const roads = goodRoads();
    return { link: ground.enter(name, undefined, { roads, mayLink: () => clients, ...more }), roads };
  };
  const friends = [enter('Bob'), enter('Sue')] as const;
  for (const { link } of friends) clients.push((await until(link, (view) => view.link === 'live')).clientId);
  await friends[0].link.emit(add('we are both here'));
  for (const { link } of friends) await until(link, ({ peers }) => peers.length === 1);
  return friends;
}

/** What two pages with a direct link have of it, whatever carries it. */
export function friendsContract(name: string, open: () => Promise<OpenGround>, more: () => Options = () => ({})): void {
  describe(`two pages that are linked directly: ${name}`, () => {
    let ground: OpenGround;
    let clients: string[];
    let bob: Friend;
    let sue: Friend;
    beforeEach(async () => {
      ground = await open();
      clients = [];
      [bob, sue] = await meet(ground, clients, more());
    });
    afterEach(() => ground.close());

    /** Bob emits what Hero does not hear of; Sue sees it. */
    async function tellSueAlone(text: string) {
      bob.roads.toHero.out.change({ isHeld: true });
      const settled = bob.link.emit(add(text));
      return { settled, view: await until(sue.link, shows(text)) };
    }

    test('show what the other emits while Hero cannot hear of it, and the record decides', async () => {
      const { settled, view } = await tellSueAlone('hello');
      expect(isOfficial('hello')(view)).toBe(false);
      expect(view.unverifiedActions).toMatchObject([{ clientId: bob.link.view.clientId, action: { person: 'Bob-1' } }]);
      expect(view.unsettled).toBe(0);
      bob.roads.toHero.out.change({ isHeld: false });
      expect(await settled).toMatchObject({ kind: 'official' });
      await until(sue.link, isOfficial('hello'));
      expect(sue.link.view.unverifiedActions).toEqual([]);
      expect(sue.link.history.lines.at(-1)).toMatchObject({ knownFrom: 'peer' });
      expect(ground.house.hero.official.state.notes.map(({ text }) => text)).toEqual(['we are both here', 'hello']);
    });

    test('keep nothing of what Hero refuses', async () => {
      expect(await bob.link.emit({ type: 'forbid', text: 'no' })).toEqual({ kind: 'refused', code: 'forbidden' });
      await bob.link.emit(add('yes'));
      expect(await until(sue.link, isOfficial('yes'))).toMatchObject({ unverifiedActions: [] });
    });

    test('hear each other while neither reaches Hero', async () => {
      for (const { roads } of [bob, sue]) roads.toHero.cut();
      void sue.link.emit(add('nobody else hears this'));
      expect((await until(bob.link, shows('nobody else hears this'))).link).toBe('lost');
      for (const { roads } of [bob, sue]) roads.toHero.mend();
      const view = await until(bob.link, isOfficial('nobody else hears this'));
      expect(view.officialState?.notes.map(({ text }) => text)).toEqual(['we are both here', 'nobody else hears this']);
    });

    test('play on over Hero when their link is lost, and it heals', async () => {
      bob.roads.toPeers.cut();
      for (const { link } of [bob, sue]) await until(link, ({ peers }) => peers.length === 0);
      expect(await bob.link.emit(add('over Hero'))).toMatchObject({ kind: 'official' });
      await until(sue.link, isOfficial('over Hero'));
      bob.roads.toPeers.mend();
      for (const { link } of [bob, sue]) await until(link, ({ peers }) => peers.length === 1);
      await tellSueAlone('direct again');
    });

    test('are linked again once, however late each hears that they were not', async () => {
      const changes = [bob, sue].map(({ link, roads }) => {
        roads.toPeers.back.change({ delay: 100 });
        const counts = [link.view.peers.length];
        link.subscribe(() => {
          if (counts.at(-1) !== link.view.peers.length) counts.push(link.view.peers.length);
        });
        return counts;
      });
      const lost = [bob, sue].map(({ link }) => until(link, ({ peers }) => peers.length === 0));
      bob.roads.toPeers.cut();
      bob.roads.toPeers.mend();
      await Promise.all(lost);
      for (const { link } of [bob, sue]) await until(link, ({ peers }) => peers.length === 1);
      // Were it to be lost again, that would show on one of these ways.
      await tellSueAlone('there');
      sue.roads.toHero.out.change({ isHeld: true });
      void sue.link.emit(add('and back'));
      await until(bob.link, shows('and back'));
      expect(changes).toEqual([
        [1, 0, 1],
        [1, 0, 1],
      ]);
    });

    test('are not linked any more when the game does not let them, and what one of them only guessed is gone', async () => {
      await tellSueAlone('too late');
      clients.length = 0;
      await sue.link.emit(add('apart'));
      for (const { link } of [bob, sue]) await until(link, ({ peers }) => peers.length === 0);
      expect(shows('too late')(sue.link.view)).toBe(false);
      bob.roads.toHero.out.change({ isHeld: false });
      await until(sue.link, isOfficial('too late'));
    });

    test('forget each other when one leaves, and the one who stays plays on', async () => {
      bob.link.close();
      await until(sue.link, ({ peers }) => peers.length === 0);
      expect(await sue.link.emit(add('alone'))).toMatchObject({ kind: 'official' });
    });
  });
}
