import { peopleHere, rules, type GameIntent, type State } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import type { HeroProcess } from '../processes/servers.ts';
import { compare, type Measured, type Row } from '../result/row.ts';
import { actionsInWords, JOINED, roomOf } from './histories.ts';
import { join, type Join } from './join.ts';
import { Series, takeTurns } from './series.ts';

const WARM_UP = { warmUp: 60, turns: 0 };
const BATCHES = 3;
const BATCH = { warmUp: 0, turns: 15 };

/** Measures joining rooms with histories of different lengths. */
export async function measureJoining({ url }: HeroProcess): Promise<readonly Row[]> {
  const rooms = JOINED.map((actions) => {
    const room = roomOf({ actions, copy: 0 });
    return { room, what: `join after ${actionsInWords(actions)}`, joins: new Series(() => join(url, room)) };
  });
  for (const turns of [WARM_UP, ...new Array<typeof BATCH>(BATCHES).fill(BATCH)]) {
    await takeTurns(
      rooms.map(({ joins }) => joins),
      turns,
    );
    await Promise.all(rooms.map(({ room }) => untilEmpty(url, room)));
  }
  const samplesOf = (find: (one: Join) => number) =>
    rooms.map(({ what, joins }) => ({ what, samples: joins.samples.map(find) }));
  return [
    ...withShorter(
      'ms',
      samplesOf(({ milliseconds }) => milliseconds),
    ),
    ...withShorter(
      'bytes',
      samplesOf(({ bytes }) => bytes),
    ),
  ];
}

/** Resolves when the room is empty. Otherwise the people of earlier joins would enlarge the state. */
async function untilEmpty(url: string, room: string): Promise<void> {
  const page = new RoomLink<State, GameIntent>({ rules, room, watches: true, url });
  await page.when(({ officialState }) => officialState !== null && peopleHere(officialState).length === 0);
  page.close();
}

/** Compares each length with every shorter one. */
function withShorter(unit: 'ms' | 'bytes', lengths: readonly Measured[]): readonly Row[] {
  return lengths.flatMap((longer, index) => lengths.slice(0, index).map((shorter) => compare(unit, longer, shorter)));
}
