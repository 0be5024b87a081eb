import { median } from '../result/percentile.ts';
import type { Row } from '../result/row.ts';
import { systems, type SystemName } from '../systems/systems.ts';
import { rowsOf, takeTurnsAt, type Taken } from './arenas.ts';
import type { Measurement } from './measurement.ts';

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

export const twoPress: Measurement = {
  title: 'Two press at once',
  about: 'Bob and Sue, both in one process, press in the same turn. The time is until both know of both presses.',
  async measure(workshop) {
    const taken = await takeTurnsAt(workshop, {
      systems: NAMES,
      prepare: ({ crowd }) => crowd.ask('enter TOMAKI 2'),
      measure: ({ crowd }) => crowd.ask('pressTogether'),
      warmUp: 500,
      turns: 1_000,
    });
    const beside = rowsOf('ms', taken, (milliseconds) => milliseconds);
    const durable = (['diskBare', 'disk'] as const).map((name) => besideDurable(taken, name));
    return [{ title: 'until both know both presses', rows: [...beside, ...durable] }];
  },
};

/** The least time of a durable game over Socket.IO: that of its relay, and of waiting for the disk as added to `ws`. */
function besideDurable(taken: readonly Taken<number>[], name: SystemName): Row {
  const p50 = (of: SystemName) => median(taken.find((one) => one.name === systems[of].name)?.samples ?? []);
  const rivalP50 = p50('socketIo') + p50('wsDurable') - p50('ws');
  return { what: systems[name].name, unit: 'ms', p50: p50(name), p95: null, rival: 'Socket.IO + fdatasync', rivalP50 };
}
