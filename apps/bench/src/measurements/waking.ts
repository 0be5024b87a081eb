import { HeroProcess } from '../processes/servers.ts';
import type { Workshop } from '../processes/workshop.ts';
import { compare, type Row } from '../result/row.ts';
import { actionsInWords, roomOf, ROOMS_TO_WAKE, WOKEN } from './histories.ts';
import { join } from './join.ts';
import { Series, takeTurns } from './series.ts';

/** Each Hero wakes a room but once, so it starts several times; and as each begins slowly, its first rooms do not count. */
const STARTS = 4;
const TURNS = { warmUp: 8, turns: ROOMS_TO_WAKE - 8 };

/** The first to enter a room since Hero has started, and the next. */
interface Entrances {
  readonly asleep: number;
  readonly awake: number;
}

export async function measureWaking(workshop: Workshop, dataFolder: string): Promise<readonly Row[]> {
  const lengths = WOKEN.map((actions) => ({ actions, entrances: new Array<Entrances>() }));
  for (let start = 0; start < STARTS; start += 1) {
    const hero = await HeroProcess.start(workshop, dataFolder);
    const all = lengths.map(({ actions, entrances }) => new Series(entering(hero.url, actions), entrances));
    await takeTurns(all, TURNS);
    await hero.stop();
  }
  return lengths.map(({ actions, entrances }) =>
    compare(
      'ms',
      { what: `wake a room of ${actionsInWords(actions)}`, samples: entrances.map(({ asleep }) => asleep) },
      { what: 'join it awake', samples: entrances.map(({ awake }) => awake) },
    ),
  );
}

/** Enters the next room, and enters it again. */
function entering(url: string, actions: number): () => Promise<Entrances> {
  let copy = 0;
  return async () => {
    const room = roomOf({ actions, copy: (copy += 1) });
    const { milliseconds: asleep } = await join(url, room);
    const { milliseconds: awake } = await join(url, room);
    return { asleep, awake };
  };
}
