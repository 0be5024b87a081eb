import type { RecordObserver } from '@button/sync';
import type { Notes, NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RoomLink, RoomOptions } from '../src/client/index.ts';
import { simulateConditions, type PageConditions } from '../src/conditions/index.ts';
import { directLinks, type MakePeerChannel } from '../src/peers/index.ts';
import { add, isLive, type Harness } from './contract.ts';

type Options = Partial<RoomOptions<Notes, NotesIntent>>;

/** A harness that takes options for the page that enters. */
export interface OpenHarness extends Harness {
  enter(name: string | null, room?: string, more?: Options): RoomLink<Notes, NotesIntent>;
}

export interface Friend {
  readonly link: RoomLink<Notes, NotesIntent>;
  /** For each line of the record, in order: whether a peer had told it before. */
  readonly toldBefore: readonly boolean[];
  readonly conditions: PageConditions;
}

type View = Pick<RoomLink<Notes, NotesIntent>['view'], 'state' | 'officialState'>;
const has = (notes: Notes | null, text: string) => notes?.notes.some((note) => note.text === text) ?? false;
export const shows = (text: string) => (view: View) => has(view.state, text);
export const isOfficial = (text: string) => (view: View) => has(view.officialState, text);

/** Bob and Sue, linked directly. `clients` are those that may be, and the test may change them. */
export async function linkDirectly(
  harness: OpenHarness,
  clients: string[],
  makeChannel?: MakePeerChannel,
): Promise<readonly [Friend, Friend]> {
  const mayLink = () => clients;
  const peers = directLinks(makeChannel ? { mayLink, makeChannel } : { mayLink });
  const enter = (name: string): Friend => {
    const toldBefore: boolean[] = [];
    const observer: RecordObserver<Notes, NotesIntent> = ({ unverified }, applied) => {
      const held = unverified
        .filter(({ own }) => own === null)
        .map(({ clientId, clientSeq }) => `${clientId} ${clientSeq}`);
      toldBefore.push(...applied.map(({ line }) => held.includes(`${line.clientId} ${line.clientSeq}`)));
    };
    const link = harness.enter(name, undefined, { peers, observer });
    return { link, toldBefore, conditions: simulateConditions(link) };
  };
  const friends = [enter('Bob'), enter('Sue')] as const;
  for (const { link } of friends) clients.push((await link.when(isLive)).clientId);
  await friends[0].link.emit(add('we are both here'));
  for (const { link } of friends) await link.when(({ peers }) => peers.length === 1);
  return friends;
}

/** What two pages with a direct link have of it, whatever carries it. */
export function directLinksContract(
  name: string,
  open: () => Promise<OpenHarness>,
  makePeerChannel?: () => MakePeerChannel,
): void {
  describe(`two pages that are linked directly: ${name}`, () => {
    let harness: OpenHarness;
    let clients: string[];
    let bob: Friend;
    let sue: Friend;
    beforeEach(async () => {
      harness = await open();
      clients = [];
      [bob, sue] = await linkDirectly(harness, clients, makePeerChannel?.());
    });
    afterEach(() => harness.close());

    /** Bob emits what Hero does not hear of; Sue sees it. */
    async function tellSueAlone(text: string) {
      bob.conditions.toHero.out.change({ isHeld: true });
      const settled = bob.link.emit(add(text));
      return { settled, view: await sue.link.when(shows(text)) };
    }

    test('show what the other emits while Hero cannot hear of it, and the record decides', async () => {
      const { settled, view } = await tellSueAlone('hello');
      expect(isOfficial('hello')(view)).toBe(false);
      expect(view.unverifiedActions).toMatchObject([{ clientId: bob.link.view.clientId, action: { person: 'Bob-1' } }]);
      expect(view.unsettled).toBe(0);
      bob.conditions.toHero.out.change({ isHeld: false });
      expect(await settled).toMatchObject({ kind: 'official' });
      await sue.link.when(isOfficial('hello'));
      expect(sue.link.view.unverifiedActions).toEqual([]);
      expect(sue.toldBefore.at(-1)).toBe(true);
      expect(harness.rooms.hero.official.state.notes.map(({ text }) => text)).toEqual(['we are both here', 'hello']);
    });

    test('keep nothing of what Hero refuses', async () => {
      expect(await bob.link.emit({ type: 'forbid', text: 'no' })).toEqual({ kind: 'refused', code: 'forbidden' });
      await bob.link.emit(add('yes'));
      expect(await sue.link.when(isOfficial('yes'))).toMatchObject({ unverifiedActions: [] });
    });

    test('hear each other while neither reaches Hero', async () => {
      for (const { conditions } of [bob, sue]) conditions.toHero.cut();
      void sue.link.emit(add('nobody else hears this'));
      expect((await bob.link.when(shows('nobody else hears this'))).link).toBe('lost');
      for (const { conditions } of [bob, sue]) conditions.toHero.restore();
      const view = await bob.link.when(isOfficial('nobody else hears this'));
      expect(view.officialState?.notes.map(({ text }) => text)).toEqual(['we are both here', 'nobody else hears this']);
    });

    test('play on over Hero when their link is lost, and it heals', async () => {
      bob.conditions.toPeers.cut();
      for (const { link } of [bob, sue]) await link.when(({ peers }) => peers.length === 0);
      expect(await bob.link.emit(add('over Hero'))).toMatchObject({ kind: 'official' });
      await sue.link.when(isOfficial('over Hero'));
      bob.conditions.toPeers.restore();
      for (const { link } of [bob, sue]) await link.when(({ peers }) => peers.length === 1);
      await tellSueAlone('direct again');
    });

    test('are linked again once, however late each hears that they were not', async () => {
      const changes = [bob, sue].map(({ link, conditions }) => {
        conditions.toPeers.back.change({ delay: 100 });
        const counts = [link.view.peers.length];
        link.subscribe(() => {
          if (counts.at(-1) !== link.view.peers.length) counts.push(link.view.peers.length);
        });
        return counts;
      });
      const lost = [bob, sue].map(({ link }) => link.when(({ peers }) => peers.length === 0));
      bob.conditions.toPeers.cut();
      bob.conditions.toPeers.restore();
      await Promise.all(lost);
      for (const { link } of [bob, sue]) await link.when(({ peers }) => peers.length === 1);
      // Were it to be lost again, that would show on one of these ways.
      await tellSueAlone('there');
      sue.conditions.toHero.out.change({ isHeld: true });
      void sue.link.emit(add('and back'));
      await bob.link.when(shows('and back'));
      expect(changes).toEqual([
        [1, 0, 1],
        [1, 0, 1],
      ]);
    });

    test('are not linked any more when the game does not let them, and what one of them only guessed is gone', async () => {
      await tellSueAlone('too late');
      clients.length = 0;
      await sue.link.emit(add('apart'));
      for (const { link } of [bob, sue]) await link.when(({ peers }) => peers.length === 0);
      expect(shows('too late')(sue.link.view)).toBe(false);
      bob.conditions.toHero.out.change({ isHeld: false });
      await sue.link.when(isOfficial('too late'));
    });

    test('forget each other when one leaves, and the one who stays plays on', async () => {
      bob.link.close();
      await sue.link.when(({ peers }) => peers.length === 0);
      expect(await sue.link.emit(add('alone'))).toMatchObject({ kind: 'official' });
    });
  });
}
