import { LISTED_CLIENTS, PEOPLE, roomWithListed, roomWithPeople } from '../game/prefilled-rooms.ts';
import type { Workshop } from '../processes/workshop.ts';
import { compareAll, type Row } from '../result/row.ts';
import { Arena } from '../systems/arena.ts';
import type { SystemName } from '../systems/systems.ts';
import type { Measurement } from './measurement.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 30, turns: 100 };
const HISTORIES = [10, 1_000, 10_000, 100_000];
const AT_ONCE = 1_000;

/** One room of a curve, alone at a server. */
interface Step {
  readonly what: string;
  readonly prepare: (arena: Arena) => Promise<unknown>;
}

export const curves: Measurement = {
  title: 'Costs that must not grow',
  about:
    'Bob and Sue press at once in rooms that differ in one thing, or a newcomer joins them. People and clients are in the record without being connected, so that sending costs the same in all rooms. The rival is the smallest room.',
  async measure(workshop) {
    const press = ({ crowd }: Arena) => crowd.ask('pressTogether');
    const join = ({ crowd }: Arena) => crowd.ask('join TOMAKI');
    const at = (name: SystemName, steps: readonly Step[], measure: typeof press) =>
      measureSteps(workshop, { name, steps, measure });
    return [
      { title: 'press, by people in the room; in memory', rows: await at('memoryBare', byPeople, press) },
      { title: 'press, by people in the room; in memory, our own client', rows: await at('memory', byPeople, press) },
      { title: 'press, by people in the room; on disk', rows: await at('diskBare', byPeople, press) },
      { title: 'press, by clients that are listed; in memory', rows: await at('memoryBare', byListed, press) },
      { title: 'press, by clients that are listed; on disk', rows: await at('diskBare', byListed, press) },
      { title: 'press, by the length of the history; on disk', rows: await at('diskBare', byHistory, press) },
      { title: 'join, by the length of the history; on disk', rows: await at('diskBare', byHistory, join) },
    ];
  },
};

const byPeople = PEOPLE.map((count) => ({
  what: `${inWords(count)} people`,
  prepare: ({ crowd }: Arena) => crowd.ask(`enter ${roomWithPeople(count)} 2`),
}));

const byListed = LISTED_CLIENTS.map((count) => ({
  what: `${inWords(count)} listed clients`,
  prepare: ({ crowd }: Arena) => crowd.ask(`enter ${roomWithListed(count)} 2`),
}));

const byHistory = HISTORIES.map((count) => ({
  what: `${inWords(count)} actions`,
  async prepare({ crowd }: Arena) {
    await crowd.ask('enter TOMAKI 2');
    for (let done = 0; done < count; done += AT_ONCE) await crowd.ask(`pressOften ${Math.min(AT_ONCE, count)}`);
  },
}));

interface Curve {
  readonly name: SystemName;
  readonly steps: readonly Step[];
  readonly measure: (arena: Arena) => Promise<number>;
}

async function measureSteps(workshop: Workshop, { name, steps, measure }: Curve): Promise<readonly Row[]> {
  const all = [];
  for (const { what, prepare } of steps) {
    const arena = await Arena.open(workshop, name, true);
    await prepare(arena);
    all.push({ what, arena, series: new Series(() => measure(arena)) });
  }
  await takeTurns(
    all.map(({ series }) => series),
    TURNS,
  );
  for (const { arena } of all) await arena.close();
  const measured = all.map(({ what, series }) => ({ what, samples: series.samples }));
  return compareAll('ms', measured, steps[0]?.what ?? '');
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}
