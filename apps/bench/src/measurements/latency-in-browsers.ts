import { Browsers } from '../players/browsers.ts';
import { createRoom } from '../players/create-room.ts';
import { HeroProcess } from '../processes/servers.ts';
import { compareAll } from '../result/row.ts';
import { Arena } from '../systems/arena.ts';
import type { Measurement } from './measurement.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 1_500, turns: 1_500 };

export const latencyInBrowsers: Measurement = {
  title: 'The button game in two browsers',
  about:
    'From Bob’s push until it is official on his page, with Sue in the room, each in a Chromium of their own. The relay plays the small game.',
  async measure(workshop) {
    const relay = await Arena.open(workshop, 'socketIo');
    const memory = await HeroProcess.start(workshop, ':memory:');
    const disk = await HeroProcess.start(workshop, workshop.newPath());
    const browsers = await Browsers.open(workshop);
    const pushes = (bob: number) => new Series(() => browsers.push(bob));
    const all = [
      { what: relay.name, series: pushes(await browsers.enterRelay(relay.url)) },
      { what: 'Hero in memory', series: pushes(await browsers.enterHero(memory.url, await createRoom(memory.url))) },
      { what: 'Hero on disk', series: pushes(await browsers.enterHero(disk.url, await createRoom(disk.url))) },
    ];
    await takeTurns(
      all.map(({ series }) => series),
      TURNS,
    );
    await browsers.close();
    await relay.close();
    for (const hero of [memory, disk]) await hero.stop();
    const measured = all.map(({ what, series }) => ({ what, samples: series.samples }));
    return [{ title: 'until the push is official', rows: compareAll('ms', measured, relay.name) }];
  },
};
