import { rowsOf, takeFreshTurnsAt } from './arenas.ts';
import type { Measurement } from './measurement.ts';

const PEOPLE = 1_000;

export const thousandJoin: Measurement = {
  title: '1,000 people join a room',
  about:
    'Fifty of them connect at the same time. The time is from the first connection until everyone knows of everyone. The server has just started; 50 people in another room have warmed it up.',
  async measure(workshop) {
    const taken = await takeFreshTurnsAt(workshop, {
      systems: [
        'ws',
        'wsCoalescing',
        'socketIo',
        'socketIoCoalescing',
        'colyseus',
        'memoryBare',
        'memory',
        'diskBare',
        'disk',
      ],
      prepare: ({ crowd }) => crowd.ask('enter OTHER 50'),
      measure: ({ crowd }) => crowd.ask(`enter TOMAKI ${PEOPLE}`),
      warmUp: 0,
      turns: 3,
    });
    return [{ title: 'until everyone knows of everyone', rows: rowsOf('ms', taken, (milliseconds) => milliseconds) }];
  },
};
