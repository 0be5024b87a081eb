import type { Notes, NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RoomLink } from '../src/client.ts';
import { goodRoads, type Roads } from '../src/lag.ts';
import type { Said } from '../src/wire/events.ts';
import { type Answer, ChannelGround } from './channel-ground.ts';
import { add, until } from './contract.ts';
import { MemoryChannel } from './memory-channel.ts';

interface Friend {
  readonly link: RoomLink<Notes, NotesIntent>;
  readonly roads: Roads;
}

let ground: ChannelGround;
let clients: string[];
beforeEach(async () => {
  clients = [];
  ground = await ChannelGround.open({
    openPair: () => {
      const [page, house] = MemoryChannel.pair<Said, Answer>();
      return { page, house };
    },
  });
});
afterEach(() => ground.close());

/** Bob and Sue, with a real data channel between them. */
async function meet(): Promise<readonly [bob: Friend, sue: Friend]> {
  const friends = [enter('Bob'), enter('Sue')] as const;
  for (const { link } of friends) clients.push((await until(link, (view) => view.link === 'live')).clientId);
  await friends[0].link.emit(add('we are both here'));
  for (const { link } of friends) await until(link, ({ peers }) => peers.length === 1);
  return friends;
}

function enter(name: string): Friend {
  const roads = goodRoads();
  const link = ground.enter(name, undefined, { roads, mayLink: () => clients });
  return { link, roads };
}

const shows = (text: string) => (view: { readonly state: Notes | null }) =>
  view.state?.notes.some((note) => note.text === text) ?? false;
const isOfficial = (text: string) => (view: { readonly officialState: Notes | null }) =>
  view.officialState?.notes.some((note) => note.text === text) ?? false;

describe('two pages that are linked directly', () => {
  test('show what the other emits while Hero cannot hear of it, and the record decides', async () => {
    const [bob, sue] = await meet();
    bob.roads.toHero.out.change({ isHeld: true });
    const settled = bob.link.emit(add('hello'));
    const view = await until(sue.link, shows('hello'));
    expect(isOfficial('hello')(view)).toBe(false);
    expect(view.unverifiedActions).toMatchObject([{ clientId: bob.link.view.clientId, action: { person: 'Bob-1' } }]);
    bob.roads.toHero.out.change({ isHeld: false });
    expect(await settled).toMatchObject({ kind: 'official' });
    await until(sue.link, isOfficial('hello'));
    expect(sue.link.view.unverifiedActions).toEqual([]);
    expect(sue.link.history.lines.at(-1)).toMatchObject({ knownFrom: 'peer' });
  });

  test('hear each other while neither reaches Hero', async () => {
    const [bob, sue] = await meet();
    for (const { roads } of [bob, sue]) roads.toHero.cut();
    void sue.link.emit(add('nobody else hears this'));
    expect((await until(bob.link, shows('nobody else hears this'))).link).toBe('lost');
    for (const { roads } of [bob, sue]) roads.toHero.mend();
    await until(bob.link, isOfficial('nobody else hears this'));
  });

  test('play on over Hero when their link is lost, and it heals', async () => {
    const [bob, sue] = await meet();
    bob.roads.toPeers.cut();
    for (const { link } of [bob, sue]) await until(link, ({ peers }) => peers.length === 0);
    expect(await bob.link.emit(add('over Hero'))).toMatchObject({ kind: 'official' });
    await until(sue.link, isOfficial('over Hero'));
    bob.roads.toPeers.mend();
    for (const { link } of [bob, sue]) await until(link, ({ peers }) => peers.length === 1);
    bob.roads.toHero.out.change({ isHeld: true });
    void bob.link.emit(add('direct again'));
    await until(sue.link, shows('direct again'));
  });

  test('are not linked any more when the game does not let them', async () => {
    const [bob, sue] = await meet();
    clients = [];
    await bob.link.emit(add('apart'));
    for (const { link } of [bob, sue]) await until(link, ({ peers }) => peers.length === 0);
  });
});
