import { Browsers } from '../players/browsers.ts';
import { createRoom } from '../players/create-room.ts';
import type { Workshop } from '../processes/workshop.ts';
import { compare, type Row } from '../result/row.ts';
import type { Servers } from './latency.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 1_500, turns: 1_500 };

/** Measures the time from Bob's push until it is official on his page, with Sue in another browser. */
export async function measureLatencyInBrowsers(
  workshop: Workshop,
  { relay, memory, disk }: Servers,
): Promise<readonly Row[]> {
  const browsers = await Browsers.open(workshop);
  const pushes = (bob: number) => new Series(() => browsers.push(bob));
  const atRelay = pushes(await browsers.enterRelay(relay));
  const inMemory = pushes(await browsers.enterHero(memory.url, await createRoom(memory.url)));
  const onDisk = pushes(await browsers.enterHero(disk.url, await createRoom(disk.url)));
  await takeTurns([atRelay, inMemory, onDisk], TURNS);
  await browsers.close();

  const bare = { what: 'bare relay', samples: atRelay.samples };
  return [
    compare('ms', { what: 'push to official, record in memory', samples: inMemory.samples }, bare),
    compare('ms', { what: 'push to official, record on disk', samples: onDisk.samples }, bare),
  ];
}
