import { rowsOf, takeTurnsAt } from './arenas.ts';
import type { Measurement } from './measurement.ts';

/** For how long the server is away, in milliseconds. */
const AWAY = [500, 2_000, 4_500];

export const quickReturn: Measurement = {
  title: 'Playing again after the server was killed',
  about:
    'Two people play; the server is killed, and after the given time started again at the same port and with the same folder. The time is from the moment when it listens until both know of a new press of both. Every client reconnects as it does by default; those of a relay on bare WebSockets and of Colyseus do not.',
  async measure(workshop) {
    const tables = [];
    for (const away of AWAY) {
      const taken = await takeTurnsAt(workshop, {
        systems: ['socketIo', 'logux', 'memory', 'disk'],
        prepare: ({ crowd }) => crowd.ask('enter TOMAKI 2'),
        async measure(arena) {
          await arena.restart('SIGKILL', away);
          return arena.crowd.ask('playAgain');
        },
        warmUp: 0,
        turns: 7,
      });
      tables.push({ title: `away for ${away / 1_000} s`, rows: rowsOf('ms', taken, (milliseconds) => milliseconds) });
    }
    return tables;
  },
};
