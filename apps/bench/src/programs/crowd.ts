import type { CrowdPlayer } from '../players/crowd-player.ts';
import { createRoom } from '../players/create-room.ts';
import { PlayerWithHero } from '../players/player-with-hero.ts';
import { PlayerWithRelay } from '../players/player-with-relay.ts';
import { answer, send } from '../processes/helper.ts';

/**
 * Two people in each of 250 rooms, at Hero and at the relay. Asked for one of the two servers, it answers with the
 * actions per second there.
 */
const ROOMS = 250;
const SLICE = 1_000;

const [heroUrl = '', relayUrl = ''] = process.argv.slice(2);

async function enterRooms(): Promise<{ readonly hero: CrowdPlayer[]; readonly relay: CrowdPlayer[] }> {
  const [hero, relay]: [CrowdPlayer[], CrowdPlayer[]] = [[], []];
  for (let number = 0; number < ROOMS; number += 1) {
    const room = await createRoom(heroUrl);
    hero.push(await PlayerWithHero.enter(heroUrl, room), await PlayerWithHero.enter(heroUrl, room));
    relay.push(await PlayerWithRelay.enter(relayUrl, room), await PlayerWithRelay.enter(relayUrl, room));
  }
  return { hero, relay };
}

/**
 * Every player has one action in flight until the time is over. Resolves with the actions per second of all players.
 */
async function playAll(players: readonly CrowdPlayer[]): Promise<number> {
  const begun = performance.now();
  const end = begun + SLICE;
  const counts = await Promise.all(players.map((player) => playUntil(end, player)));
  return (counts.reduce((sum, count) => sum + count) / (performance.now() - begun)) * 1_000;
}

async function playUntil(end: number, player: CrowdPlayer): Promise<number> {
  let count = 0;
  for (; performance.now() < end; count += 1) await player.act();
  return count;
}

const players = await enterRooms();
answer((server) => playAll(server === 'hero' ? players.hero : players.relay));
send(ROOMS);
