import type { Workshop } from '../processes/workshop.ts';
import { compareAll } from '../result/row.ts';
import { Arena } from '../systems/arena.ts';
import { systems, type SystemName } from '../systems/systems.ts';
import { rowsOf, takeTurnsAt } from './arenas.ts';
import type { Measurement } from './measurement.ts';
import { Series, takeTurns } from './series.ts';

const NAMES: readonly SystemName[] = [
  'ws',
  'wsDurable',
  'socketIo',
  'colyseus',
  'logux',
  'memoryBare',
  'memory',
  'diskBare',
  'disk',
];
const ROOMS = 250;
const RATES = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000];
const SLOW = 50;
const SECOND = 1_000;

export const pairsPress: Measurement = {
  title: '250 rooms of two',
  about: `Everyone presses in turn, at a rate that does not wait for answers, for two seconds at a time. The delay counts from the moment when a press was due until the person who pressed receives it. A rate holds if in the best of three trials the 99th percentile is under ${SLOW} ms, because other load on the machine can only make it worse.`,
  async measure(workshop) {
    const arenas: Arena[] = [];
    for (const name of NAMES) {
      const arena = await Arena.open(workshop, name);
      arenas.push(arena);
      await arena.crowd.ask(`enterPairs ${ROOMS}`);
      await arena.crowd.ask(`load 2000 ${SECOND}`);
    }
    const highest = await climb(arenas);
    for (const arena of arenas) await arena.close();
    const measured = arenas.map(({ name }) => ({ what: name, samples: [highest.get(name) ?? 0] }));
    return [{ title: 'highest rate that holds', rows: compareAll('/s', measured, systems.socketIo.name) }];
  },
};

/** Raises the rate for all that held the last one. Resolves with the highest rate that each holds. */
async function climb(arenas: readonly Arena[]): Promise<ReadonlyMap<string, number>> {
  const highest = new Map<string, number>();
  let climbing = arenas;
  for (const rate of RATES) {
    const all = climbing.map((arena) => ({
      arena,
      series: new Series(() => arena.crowd.ask(`load ${rate} ${2 * SECOND}`)),
    }));
    await takeTurns(
      all.map(({ series }) => series),
      { warmUp: 0, turns: 3 },
    );
    climbing = all.filter(({ series }) => Math.min(...series.samples) < SLOW).map(({ arena }) => arena);
    for (const { name } of climbing) highest.set(name, rate);
  }
  return highest;
}

/** In milliseconds of the processor for 1,000 actions. */
export const processorTime: Measurement = {
  title: 'Processor time',
  about: 'The processor time of the server for 1,000 presses, at 10,000 in a second, in 250 rooms of two.',
  async measure(workshop: Workshop) {
    const taken = await takeTurnsAt(workshop, {
      systems: NAMES.filter((name) => name !== 'memory' && name !== 'disk'),
      prepare: ({ crowd }) => crowd.ask(`enterPairs ${ROOMS}`),
      async measure({ crowd, server }) {
        const before = await server.ask('processorTime');
        await crowd.ask(`load 10000 ${SECOND}`);
        return ((await server.ask('processorTime')) - before) / 10;
      },
      warmUp: 1,
      turns: 5,
    });
    return [{ title: 'for 1,000 presses', rows: rowsOf('ms', taken, (milliseconds) => milliseconds) }];
  },
};
