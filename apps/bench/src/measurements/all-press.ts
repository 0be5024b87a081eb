import type { SystemName } from '../systems/systems.ts';
import { rowsOf, takeTurnsAt } from './arenas.ts';
import type { Measurement } from './measurement.ts';

const GATHERING: readonly SystemName[] = ['wsCoalescing', 'wsDurable', 'socketIoCoalescing', 'colyseus'];
const HERO: readonly SystemName[] = ['memoryBare', 'memory', 'diskBare', 'disk'];

const about =
  'Everyone presses in the same turn. The time is until everyone knows of every press. Memory is the most that the server ever took, from its start.';

export const hundredsPress = allPress(300, ['ws', 'socketIo', 'logux', ...GATHERING, ...HERO]);
/** Without the systems that send each press in a message of its own, and would send a million. */
export const thousandPress = allPress(1_000, [...GATHERING, ...HERO]);

function allPress(people: number, names: readonly SystemName[]): Measurement {
  const inWords = people.toLocaleString('en');
  return {
    title: `${inWords} press at once`,
    about,
    async measure(workshop) {
      const taken = await takeTurnsAt(workshop, {
        systems: names,
        prepare: ({ crowd }) => crowd.ask(`enter TOMAKI ${people}`),
        async measure({ crowd, server }) {
          const before = await crowd.ask('bytes');
          const milliseconds = await crowd.ask('pressTogether');
          return {
            milliseconds,
            bytes: (await crowd.ask('bytes')) - before,
            memory: await server.ask('peakMemory'),
          };
        },
        warmUp: 1,
        turns: 5,
      });
      const rows = (unit: 'ms' | 'bytes', valueOf: (sample: (typeof taken)[number]['samples'][number]) => number) =>
        rowsOf(unit, taken, valueOf, 'socketIoCoalescing');
      return [
        { title: 'until all agree', rows: rows('ms', ({ milliseconds }) => milliseconds) },
        { title: 'bytes to all clients together', rows: rows('bytes', ({ bytes }) => bytes) },
        { title: 'memory of the server', rows: rows('bytes', ({ memory }) => memory) },
      ];
    },
  };
}
