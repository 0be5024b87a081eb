import type { ClientOptions } from '@button/sync';
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

export interface LinkedPage {
  readonly link: RoomLink<Notes, NotesIntent>;
  /** For each line of the record, in order: whether it was known from a peer before. */
  readonly knownBefore: readonly boolean[];
  readonly conditions: PageConditions;
}

type View = Pick<RoomLink<Notes, NotesIntent>['view'], 'state' | 'officialState'>;
const has = (notes: Notes | null, text: string) => notes?.notes.some((note) => note.text === text) ?? false;
export const shows = (text: string) => (view: View) => has(view.state, text);
export const isOfficial = (text: string) => (view: View) => has(view.officialState, text);

/** Enters Bob and Sue, and links them directly. `clients` may link; the test may change the array later. */
export async function linkDirectly(
  harness: OpenHarness,
  clients: number[],
  makeChannel?: MakePeerChannel,
): Promise<readonly [LinkedPage, LinkedPage]> {
  const mayLink = () => clients;
  const peers = directLinks(makeChannel ? { mayLink, makeChannel } : { mayLink });
  const enter = (name: string): LinkedPage => {
    const knownBefore: boolean[] = [];
    const observer: ClientOptions<Notes, NotesIntent>['observer'] = ({ unverified }, applied) => {
      const fromPeers = unverified
        .filter(({ own }) => own === null)
        .map(({ clientId, clientSeq }) => `${clientId} ${clientSeq}`);
      knownBefore.push(...applied.map(({ line }) => fromPeers.includes(`${line.clientId} ${line.clientSeq}`)));
    };
    const link = harness.enter(name, undefined, { peers, observer });
    return { link, knownBefore, conditions: simulateConditions(link) };
  };
  const pages = [enter('Bob'), enter('Sue')] as const;
  for (const { link } of pages) clients.push((await link.when(isLive)).clientId ?? 0);
  await pages[0].link.emit(add('we are both here'));
  for (const { link } of pages) await link.when(({ peers }) => peers.length === 1);
  return pages;
}

/** The tests that direct links must pass over every kind of peer channel. */
export function directLinksContract(
  name: string,
  open: () => Promise<OpenHarness>,
  makePeerChannel?: () => MakePeerChannel,
): void {
  describe(`two pages that are linked directly: ${name}`, () => {
    let harness: OpenHarness;
    let clients: number[];
    let bob: LinkedPage;
    let sue: LinkedPage;
    beforeEach(async () => {
      harness = await open();
      clients = [];
      [bob, sue] = await linkDirectly(harness, clients, makePeerChannel?.());
    });
    afterEach(() => harness.close());

    /** Bob's action reaches Sue, and is held back from Hero. */
    async function emitToSueOnly(text: string) {
      bob.conditions.toHero.out.change({ isHeld: true });
      const settled = bob.link.emit(add(text));
      return { settled, view: await sue.link.when(shows(text)) };
    }

    test('show the actions of the other before Hero receives them, and the record decides', async () => {
      const { settled, view } = await emitToSueOnly('hello');
      expect(isOfficial('hello')(view)).toBe(false);
      expect(view.unverifiedActions).toMatchObject([{ clientId: bob.link.view.clientId, action: { person: 'Bob-1' } }]);
      expect(view.unsettled).toBe(0);
      bob.conditions.toHero.out.change({ isHeld: false });
      expect(await settled).toMatchObject({ kind: 'official' });
      await sue.link.when(isOfficial('hello'));
      expect(sue.link.view.unverifiedActions).toEqual([]);
      expect(sue.knownBefore.at(-1)).toBe(true);
      expect(harness.rooms.hero.official.state.notes.map(({ text }) => text)).toEqual(['we are both here', 'hello']);
    });

    test('drop an action that Hero refuses', async () => {
      expect(await bob.link.emit({ type: 'forbid', text: 'no' })).toEqual({ kind: 'refused', code: 'forbidden' });
      await bob.link.emit(add('yes'));
      expect(await sue.link.when(isOfficial('yes'))).toMatchObject({ unverifiedActions: [] });
    });

    test('reach each other while neither reaches Hero', async () => {
      for (const { conditions } of [bob, sue]) conditions.toHero.cut();
      void sue.link.emit(add('only we two see this'));
      expect((await bob.link.when(shows('only we two see this'))).link).toBe('lost');
      for (const { conditions } of [bob, sue]) conditions.toHero.restore();
      const view = await bob.link.when(isOfficial('only we two see this'));
      expect(view.officialState?.notes.map(({ text }) => text)).toEqual(['we are both here', 'only we two see this']);
    });

    test('keep working through Hero when their link is lost, and link again', async () => {
      bob.conditions.toPeers.cut();
      for (const { link } of [bob, sue]) await link.when(({ peers }) => peers.length === 0);
      expect(await bob.link.emit(add('over Hero'))).toMatchObject({ kind: 'official' });
      await sue.link.when(isOfficial('over Hero'));
      bob.conditions.toPeers.restore();
      for (const { link } of [bob, sue]) await link.when(({ peers }) => peers.length === 1);
      await emitToSueOnly('direct again');
    });

    test('are linked again only once, however late each is notified of the loss', async () => {
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
      // A message in each direction proves that no second loss was delayed behind the first.
      await emitToSueOnly('there');
      sue.conditions.toHero.out.change({ isHeld: true });
      void sue.link.emit(add('and back'));
      await bob.link.when(shows('and back'));
      expect(changes).toEqual([
        [1, 0, 1],
        [1, 0, 1],
      ]);
    });

    test('lose their link when the rules no longer allow it, and drop the unverified actions of the other', async () => {
      await emitToSueOnly('too late');
      clients.length = 0;
      await sue.link.emit(add('apart'));
      for (const { link } of [bob, sue]) await link.when(({ peers }) => peers.length === 0);
      expect(shows('too late')(sue.link.view)).toBe(false);
      bob.conditions.toHero.out.change({ isHeld: false });
      await sue.link.when(isOfficial('too late'));
    });

    test('drop the link when one leaves, and the other keeps working', async () => {
      bob.link.close();
      await sue.link.when(({ peers }) => peers.length === 0);
      expect(await sue.link.emit(add('alone'))).toMatchObject({ kind: 'official' });
    });
  });
}
