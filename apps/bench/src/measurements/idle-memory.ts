import { rowsOf, takeFreshTurnsAt } from './arenas.ts';
import type { Measurement } from './measurement.ts';

const CLIENTS = 2_000;

export const idleMemory: Measurement = {
  title: 'Memory of an idle client',
  about:
    'By how much the resident memory of the server grows, after a collection, when 2,000 clients enter 1,000 rooms; divided by their number. Before, 100 others have entered, in a server that has just started.',
  async measure(workshop) {
    const taken = await takeFreshTurnsAt(workshop, {
      systems: ['ws', 'socketIo', 'colyseus', 'logux', 'memoryBare', 'diskBare'],
      prepare: ({ crowd }) => crowd.ask('enterPairs 50'),
      async measure({ crowd, server }) {
        const before = await server.ask('memory');
        await crowd.ask(`enterPairs ${CLIENTS / 2}`);
        return ((await server.ask('memory')) - before) / CLIENTS;
      },
      warmUp: 0,
      turns: 3,
    });
    return [{ title: 'resident memory for a client', rows: rowsOf('bytes', taken, (bytes) => bytes) }];
  },
};
