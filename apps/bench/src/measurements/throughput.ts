import type { HeroProcess } from '../processes/servers.ts';
import type { Workshop } from '../processes/workshop.ts';
import { compare, type Row } from '../result/row.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 1, turns: 5 };

/** Measures the actions per second when every player acts again as soon as the last action has come back. */
export async function measureThroughput(workshop: Workshop, hero: HeroProcess, relay: string): Promise<readonly Row[]> {
  const crowd = workshop.help('crowd', hero.url, relay);
  const rooms = await crowd.next();
  const [durable, bare] = [new Series(() => crowd.ask('hero')), new Series(() => crowd.ask('relay'))];
  await takeTurns([durable, bare], TURNS);
  crowd.stop();
  return [
    compare(
      '/s',
      { what: `durable actions, ${rooms} rooms of two`, samples: durable.samples },
      { what: 'bare relay', samples: bare.samples },
    ),
  ];
}
