import { setTimeout as sleep } from 'node:timers/promises';
import type { Workshop } from '../processes/workshop.ts';
import { compare } from '../result/row.ts';
import { Arena } from '../systems/arena.ts';
import type { Measurement } from './measurement.ts';

/** A room wakes only once per start of Hero, so Hero starts again and again. */
const STARTS = 25;
/** Longer than the server waits for lost connections, in milliseconds. */
const LEAVING = 100;
const LENGTHS = [10, 10_000];

export const waking: Measurement = {
  title: 'Wake a room',
  about:
    'The first newcomer after a start of Hero, beside the next one. The files are still in the system’s cache. The time is from connecting until the newcomer knows the room.',
  async measure(workshop) {
    const rows = [];
    for (const length of LENGTHS) {
      const { asleep, awake } = await measureLength(workshop, length);
      const what = `wake a room of ${length.toLocaleString('en')} actions`;
      rows.push(compare('ms', { what, samples: asleep }, { what: 'join it awake', samples: awake }));
    }
    return [{ title: 'on disk', rows }];
  },
};

async function measureLength(workshop: Workshop, length: number) {
  const [asleep, awake]: [number[], number[]] = [[], []];
  const arena = await Arena.open(workshop, 'diskBare');
  await arena.crowd.ask('enter TOMAKI 2');
  for (let done = 0; done < length; done += 1_000) await arena.crowd.ask(`pressOften ${Math.min(1_000, length)}`);
  await arena.crowd.ask('leave');
  for (let start = 0; start < STARTS; start += 1) {
    // People who have left are off the list by then, and do not enlarge the room that wakes.
    await sleep(LEAVING);
    await arena.restart('SIGTERM');
    // A fresh process is slow at first.
    for (let warmUp = 0; warmUp < 5; warmUp += 1) await arena.crowd.ask(`join WARM-UP-${start}-${warmUp}`);
    asleep.push(await arena.crowd.ask('join TOMAKI'));
    awake.push(await arena.crowd.ask('join TOMAKI'));
  }
  await arena.close();
  return { asleep, awake };
}
