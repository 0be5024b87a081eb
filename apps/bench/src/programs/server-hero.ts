import { randomUUID } from 'node:crypto';
import { EmbeddedLogs } from '@button/logs/embedded';
import { closeOnSignals, serve } from '@button/server';
import { MemoryLogs, type Logs } from '@button/sync/log';
import { app, initialState, rules, type GameIntent } from '../game/small-game.ts';
import { prefilledRooms, type PrefilledRoom } from '../game/prefilled-rooms.ts';
import { listensOn } from '../processes/measured-server.ts';

/** The small game at Hero, with limits that the benchmark does not reach. */
const [port = '0', folder = '', prefill = ''] = process.argv.slice(2);

const DAY = 24 * 60 * 60_000;
const plenty = 1_000_000;

const logs: Logs<GameIntent> =
  folder === '' ? new MemoryLogs() : await EmbeddedLogs.open({ path: folder, version: rules.version, maxBytes: 1e10 });
if (prefill === 'prefilled') for (const room of prefilledRooms) await create(room);

/** Makes a room in which people are listed who are not connected, or clients who have left. */
async function create({ code, people, listedClients }: PrefilledRoom): Promise<void> {
  const listed = Array.from({ length: people + listedClients }, (_, index) => index + 1);
  await logs.create(code, {
    version: rules.version,
    epoch: randomUUID(),
    continues: null,
    serverSeq: listed.length,
    serverTime: Date.now(),
    state: { ...initialState, people: listed.slice(0, people) },
    clients: listed.map((id) => [id, { clientSeq: 0, person: `${id}` }] as const),
  });
}

const server = await serve({
  app,
  logs,
  port: Number(port),
  host: '127.0.0.1',
  secret: 'the secret of the benchmark',
  limits: {
    actionsPerSecond: plenty,
    actionsPerSecondPerRoom: plenty,
    pagesPerAddress: plenty,
    newRoomsPerMinute: plenty,
    roomsPerAddress: plenty,
    wrongCodesPerMinute: plenty,
    peoplePerRoom: plenty,
    watchersPerRoom: plenty,
    rooms: plenty,
  },
  connectionLimits: {
    connections: plenty,
    connectionsPerAddress: plenty,
    messagesPerMinute: 1e9,
    messagesPerMinutePerAddress: 1e9,
    messagesPerMinuteInAll: 1e9,
    enterWithin: DAY,
  },
  // People who have left are taken off the list soon, so that a room is as before for the next newcomer; but people who
  // are listed in prefilled rooms without being connected stay there.
  timeouts: { lostLink: 20, wake: DAY },
});
closeOnSignals(server);
listensOn(server.port);
