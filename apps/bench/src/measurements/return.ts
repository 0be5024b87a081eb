import type { Workshop } from '../processes/workshop.ts';
import type { Table } from '../result/row.ts';
import type { SystemName } from '../systems/systems.ts';
import { rowsOf, takeTurnsAt } from './arenas.ts';
import type { Measurement } from './measurement.ts';

/** The systems whose clients reconnect automatically. */
const NAMES: readonly SystemName[] = ['socketIo', 'logux', 'memory', 'disk'];
/** For how long the server is away, in milliseconds. */
const AWAY = [500, 2_000, 4_500];

export const quickReturn: Measurement = {
  title: 'Playing again after the server was killed',
  about:
    'The server is killed, and after the given time started again at the same port and with the same folder. The time is from the moment when it listens: with two people until both know of a new press of both, with 2,000 in rooms of two until everyone is in their room again. Every client reconnects as it does by default; those of a relay on bare WebSockets and of Colyseus do not.',
  async measure(workshop) {
    const tables: Table[] = [];
    for (const away of AWAY) tables.push(await twoReturn(workshop, away));
    return [...tables, await allReturn(workshop)];
  },
};

async function twoReturn(workshop: Workshop, away: number): Promise<Table> {
  const taken = await takeTurnsAt(workshop, {
    systems: NAMES,
    prepare: ({ crowd }) => crowd.ask('enter TOMAKI 2'),
    async measure(arena) {
      await arena.restart('SIGKILL', away);
      return arena.crowd.ask('playAgain');
    },
    warmUp: 0,
    turns: 7,
  });
  return { title: `two people, away for ${away / 1_000} s`, rows: rowsOf('ms', taken, (milliseconds) => milliseconds) };
}

async function allReturn(workshop: Workshop): Promise<Table> {
  const taken = await takeTurnsAt(workshop, {
    // Not Logux: some of its people do not come back within a minute in this set-up, and it is not known why.
    systems: ['socketIo', 'memory', 'disk'],
    prepare: ({ crowd }) => crowd.ask('enterPairs 1000'),
    async measure(arena) {
      await arena.crowd.ask('expectReturn');
      await arena.restart('SIGKILL', 1_000);
      return arena.crowd.ask('allBack');
    },
    warmUp: 0,
    turns: 3,
  });
  return { title: '2,000 people, away for 1 s', rows: rowsOf('ms', taken, (milliseconds) => milliseconds) };
}
