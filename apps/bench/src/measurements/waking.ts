import { HeroProcess } from '../processes/servers.ts';
import type { Workshop } from '../processes/workshop.ts';
import { compare, type Row } from '../result/row.ts';
import { actionsInWords, roomOf, ROOMS_TO_WAKE, WOKEN } from './histories.ts';
import { join } from './join.ts';
import { Series, takeTurns } from './series.ts';

/** A room wakes only once per start of Hero, so Hero starts several times. */
const STARTS = 4;
/** A fresh process is slow at first, so the first rooms do not count. */
const TURNS = { warmUp: 8, turns: ROOMS_TO_WAKE - 8 };

/** The times of the first page that enters a room after the start of Hero, and of the next, in milliseconds. */
interface WakeTimes {
  readonly asleep: number;
  readonly awake: number;
}

export async function measureWaking(workshop: Workshop, dataFolder: string): Promise<readonly Row[]> {
  const lengths = WOKEN.map((actions) => ({ actions, times: new Array<WakeTimes>() }));
  for (let start = 0; start < STARTS; start += 1) {
    const hero = await HeroProcess.start(workshop, dataFolder);
    const all = lengths.map(({ actions, times }) => new Series(enterNextRoom(hero.url, actions), times));
    await takeTurns(all, TURNS);
    await hero.stop();
  }
  return lengths.map(({ actions, times }) =>
    compare(
      'ms',
      { what: `wake a room of ${actionsInWords(actions)}`, samples: times.map(({ asleep }) => asleep) },
      { what: 'join it awake', samples: times.map(({ awake }) => awake) },
    ),
  );
}

/** Returns a function that enters another room at each call, twice. */
function enterNextRoom(url: string, actions: number): () => Promise<WakeTimes> {
  let copy = 0;
  return async () => {
    const room = roomOf({ actions, copy: (copy += 1) });
    const { milliseconds: asleep } = await join(url, room);
    const { milliseconds: awake } = await join(url, room);
    return { asleep, awake };
  };
}
