import { setInterval as every, setTimeout as sleep } from 'node:timers/promises';
import { createRoom } from '../hero/create-room.ts';
import { HeroProcess } from '../hero/hero-process.ts';
import { attacks } from './attacks.ts';
import type { Outcome } from './bars.ts';
import { HonestPlayer } from './honest-player.ts';
import { missingRooms, playRooms } from './played-rooms.ts';
import { Siege, type Done } from './siege.ts';

/** Hero runs on the first processor, everything else on the other one. */
const HERO_CORE = 0;
export const OTHER_CORE = 1;
/** Each attacker has an address of its own: 127.0.0.10, 127.0.0.11 … */
const FIRST_ADDRESS = 10;
const PLAYED_ROOMS = 10;
const QUIET = 5_000;
/** How often Hero's memory is looked at, in milliseconds. */
const LOOK_EVERY = 250;
const HEAP = '--max-old-space-size=512';

export interface Battle extends Outcome {
  readonly attackers: readonly Done[];
  /** Hero's, in percent of a processor. */
  readonly processor: number;
  readonly lastWords: string;
}

/**
 * Lets these attacks happen at the same time, on a new Hero with a heap of 512 MB.
 * @param duration in milliseconds
 * @param profiles the folder for a profile of Hero's processor; none by default
 */
export async function fight(names: readonly string[], duration: number, profiles?: string): Promise<Battle> {
  const chosen = names.flatMap((name) => attacks.get(name) ?? []);
  const hero = await HeroProcess.start({
    environment: Object.fromEntries(chosen.flatMap(({ environment = {} }) => Object.entries(environment))),
    preload: chosen.flatMap(({ preload }) => preload ?? []).join('\n') || undefined,
    nodeArguments: [HEAP, ...(profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`])],
    core: HERO_CORE,
  });
  const { url } = hero;
  const rooms = await playRooms(url, PLAYED_ROOMS);
  const player = await HonestPlayer.enter(url);
  const quiet = await player.delaysOf(QUIET);

  const sieges: Siege[] = [];
  for (const [index, name] of names.entries()) {
    const address = attacks.get(name)?.isNeighbour ? '127.0.0.1' : `127.0.0.${FIRST_ADDRESS + index}`;
    sieges.push(await Siege.prepare(name, { url, address, core: OTHER_CORE }));
  }
  await Promise.all(sieges.map((siege) => siege.begin()));
  const before = (await hero.usage())?.processorTime ?? 0;
  const loggedBefore = hero.loggedBytes;
  const memory = new Memory(hero);
  const attacked = await player.delaysOf(duration);
  const processor = (((await hero.usage())?.processorTime ?? NaN) - before) / (duration / 100);
  const logged = (hero.loggedBytes - loggedBefore) / (duration / 1_000);
  const attackers = await Promise.all(sieges.map((siege) => siege.end()));
  const canStartRoom = await startsRoom(url);
  const missing = hero.hasEnded ? [] : await missingRooms(url, rooms);
  const { hasEnded } = hero;
  player.leave();
  memory.stop();
  await hero.stop();
  const { most } = memory;
  return {
    quiet,
    attacked,
    memory: most,
    logged,
    hasEnded,
    missingRooms: missing,
    canStartRoom,
    attackers,
    processor,
    lastWords: hero.lastWords,
  };
}

/** How often and how soon a room is asked for after the attack, in milliseconds: a Hero with too much to do says "not now". */
const [TIMES, PAUSE] = [10, 1_000];

async function startsRoom(url: string): Promise<boolean> {
  for (let time = 0; time < TIMES; time += 1) {
    const code = await createRoom(url).catch(() => null);
    if (code !== null) return true;
    await sleep(PAUSE);
  }
  return false;
}

/** Looks at Hero's memory from time to time. */
class Memory {
  most = 0;
  #isOver = false;

  constructor(hero: HeroProcess) {
    void this.#look(hero);
  }

  stop(): void {
    this.#isOver = true;
  }

  async #look(hero: HeroProcess): Promise<void> {
    for await (const _ of every(LOOK_EVERY)) {
      if (this.#isOver) return;
      this.most = Math.max(this.most, (await hero.usage())?.memory ?? 0);
    }
  }
}
