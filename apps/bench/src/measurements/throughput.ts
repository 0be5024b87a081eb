import type { HeroProcess } from '../processes/servers.ts';
import type { Workshop } from '../processes/workshop.ts';
import { compare, type Row } from '../result/row.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 1, turns: 5 };

/** How many actions come back in a second when everybody acts again as soon as they are answered. */
export async function measureThroughput(workshop: Workshop, hero: HeroProcess, relay: string): Promise<readonly Row[]> {
  const crowd = workshop.help('crowd', hero.url, relay);
  const rooms = await crowd.hear();
  const [durable, bare] = [new Series(() => crowd.ask('hero')), new Series(() => crowd.ask('relay'))];
  await takeTurns([durable, bare], TURNS);
  crowd.dismiss();
  return [
    compare(
      '/s',
      { what: `durable actions, ${rooms} rooms of two`, samples: durable.samples },
      { what: 'bare relay', samples: bare.samples },
    ),
  ];
}
