import type { HeroProcess } from '../processes/servers.ts';
import type { Workshop } from '../processes/workshop.ts';
import { median } from '../result/percentile.ts';
import { compare, type Row } from '../result/row.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 300, turns: 1_500 };

/** The servers that are compared. */
export interface Servers {
  readonly relay: string;
  readonly memory: HeroProcess;
  readonly disk: HeroProcess;
}

/**
 * Measures the time from Bob's push until it is official on Sue's page. Its rivals are the least that any game needs: a
 * bare relay, and one durable write.
 */
export async function measureLatency(workshop: Workshop, servers: Servers): Promise<readonly Row[]> {
  const players = workshop.help('players', servers.relay, servers.memory.url, servers.disk.url);
  const store = workshop.help('raw-write', workshop.path('raw.mdb'));
  await players.next();
  const pushes = (server: keyof Servers) => new Series(() => players.ask(server));
  const [relay, memory, disk] = [pushes('relay'), pushes('memory'), pushes('disk')];
  const raw = new Series(() => store.ask('write'));
  await takeTurns([relay, memory, disk, raw], TURNS);
  for (const helper of [players, store]) helper.stop();

  const bare = { what: 'bare relay', samples: relay.samples };
  return [
    compare('ms', { what: 'the same without browsers, in memory', samples: memory.samples }, bare),
    compare('ms', { what: 'the same without browsers, on disk', samples: disk.samples }, bare),
    {
      what: 'what the disk adds',
      unit: 'ms',
      p50: median(disk.samples) - median(memory.samples),
      p95: null,
      rival: 'one raw durable write',
      rivalP50: median(raw.samples),
    },
  ];
}
