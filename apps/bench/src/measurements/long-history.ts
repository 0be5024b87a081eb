import { rowsOf, takeTurnsAt } from './arenas.ts';
import type { Measurement } from './measurement.ts';

const ACTIONS = 100_000;
/** The largest number that all systems take at once. */
const AT_ONCE = 1_000;

export const longHistory: Measurement = {
  title: 'Join a room with a long history',
  about:
    'Two people are in a room, and one of them has pressed 100,000 times. The time is from a newcomer’s first connection until they know the room. Bytes are all that the newcomer receives until the message of their own arrival.',
  async measure(workshop) {
    const taken = await takeTurnsAt(workshop, {
      systems: ['ws', 'socketIo', 'colyseus', 'logux', 'memoryBare', 'memory', 'diskBare', 'disk'],
      async prepare({ crowd }) {
        await crowd.ask('enter TOMAKI 2');
        for (let done = 0; done < ACTIONS; done += AT_ONCE) await crowd.ask(`pressOften ${AT_ONCE}`);
      },
      measure: async ({ crowd }) => ({
        milliseconds: await crowd.ask('join TOMAKI'),
        bytes: await crowd.ask('bytesOfJoin'),
      }),
      warmUp: 30,
      turns: 70,
    });
    return [
      { title: 'until the newcomer knows the room', rows: rowsOf('ms', taken, ({ milliseconds }) => milliseconds) },
      { title: 'bytes to the newcomer', rows: rowsOf('bytes', taken, ({ bytes }) => bytes) },
    ];
  },
};
