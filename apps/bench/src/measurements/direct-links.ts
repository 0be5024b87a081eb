import type { Arrivals } from '../players/arrivals.ts';
import { Browsers, type Pages } from '../players/browsers.ts';
import { createRoom } from '../players/create-room.ts';
import { HeroProcess } from '../processes/servers.ts';
import { compare, type Row } from '../result/row.ts';
import type { Measurement } from './measurement.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 30, turns: 150 };
/** The delay to a Hero in another country, in milliseconds in each direction. */
const FAR = 40;

export const directLinks: Measurement = {
  title: 'Direct links',
  about:
    'From Bob’s push until Sue’s page in another browser shows it as unverified. The rival is the time until the same push is official there.',
  async measure(workshop) {
    const hero = await HeroProcess.start(workshop, ':memory:');
    const browsers = await Browsers.open(workshop);
    const pushes = (pages: Pages) => new Series(() => browsers.pushToSue(pages));
    const near = pushes(await browsers.linkDirectly(hero.url, await createRoom(hero.url), 0));
    const far = pushes(await browsers.linkDirectly(hero.url, await createRoom(hero.url), FAR));
    await takeTurns([near, far], TURNS);
    await browsers.close();
    await hero.stop();
    const rows = [
      besideHero('push on a peer’s page', near.samples),
      besideHero(`the same, Hero ${FAR} ms away from both`, far.samples),
    ];
    return [{ title: 'until the other page shows the push', rows }];
  },
};

function besideHero(what: string, arrivals: readonly Arrivals[]): Row {
  const shown = arrivals.map((arrival) => arrival.shown);
  return compare(
    'ms',
    { what, samples: shown },
    { what: 'over Hero', samples: arrivals.map(({ official }) => official) },
  );
}
