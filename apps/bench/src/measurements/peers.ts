import { Browsers, type Arrivals, type Pages } from '../players/browsers.ts';
import { createRoom } from '../players/create-room.ts';
import type { HeroProcess } from '../processes/servers.ts';
import type { Workshop } from '../processes/workshop.ts';
import { compare, type Row } from '../result/row.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 30, turns: 150 };
/** The delay to a Hero in another country, in milliseconds in each direction. */
const FAR = 40;

/** Measures the time from Bob's push until Sue's page in another browser shows it: directly, and through Hero. */
export async function measurePeers(workshop: Workshop, hero: HeroProcess): Promise<readonly Row[]> {
  const browsers = await Browsers.open(workshop);
  const pushes = (pages: Pages) => new Series(() => browsers.pushToSue(pages));
  const near = pushes(await browsers.linkDirectly(hero.url, await createRoom(hero.url), 0));
  const far = pushes(await browsers.linkDirectly(hero.url, await createRoom(hero.url), FAR));
  await takeTurns([near, far], TURNS);
  await browsers.close();
  return [
    besideHero('push on a peer’s page, by a direct link', near.samples),
    besideHero(`the same, Hero ${FAR} ms away from both`, far.samples),
  ];
}

function besideHero(what: string, arrivals: readonly Arrivals[]): Row {
  const shown = arrivals.map((arrival) => arrival.shown);
  return compare(
    'ms',
    { what, samples: shown },
    { what: 'over Hero', samples: arrivals.map(({ official }) => official) },
  );
}
