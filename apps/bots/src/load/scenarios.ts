import { setTimeout as sleep } from 'node:timers/promises';
import type { Delays } from '../delays.ts';
import type { Crowd } from './crowd.ts';
import type { Venue } from './venue.ts';

export interface Stage {
  readonly venue: Venue;
  readonly crowd: Crowd;
  readonly players: number;
  readonly idle: number;
  readonly minutes: number;
  readonly print: (line: string) => void;
}

const MINUTE = 60_000;

export interface Scenario {
  readonly what: string;
  readonly minutes: number;
  readonly play: (stage: Stage) => Promise<void>;
}

export const scenarios: Readonly<Record<string, Scenario>> = {
  steady: { what: 'players play, and others are there without playing', minutes: 1, play: playSteadily },
  flash: {
    what: 'all players come in the same moment',
    minutes: 0,
    play: comeAtOnce,
  },
  restart: { what: 'Hero gets SIGTERM while all play, starts again, and all come back', minutes: 0.2, play: comeBack },
  soak: { what: 'steady play for an hour, with a line every minute', minutes: 60, play: playSteadily },
};

async function playSteadily(stage: Stage): Promise<void> {
  await fill(stage);
  for (let left = stage.minutes; left > 0; left -= 1) await measure(stage, Math.min(1, left) * MINUTE);
}

async function comeAtOnce(stage: Stage): Promise<void> {
  const { crowd, players, venue, print } = stage;
  const before = await venue.usage();
  const begun = performance.now();
  const entered = await crowd.letIn(players, players);
  const took = performance.now() - begun;
  const after = await venue.usage();
  print(`${players} players are in after ${seconds(took)}, each after ${distribution(entered)}`);
  if (before && after) print(`it cost ${Math.round(after.processorTime - before.processorTime)} ms of the processor`);
}

async function comeBack(stage: Stage): Promise<void> {
  const { crowd, venue, print, minutes } = stage;
  await fill(stage);
  await measure(stage, minutes * MINUTE);
  const { waiting } = crowd;
  const ended = await venue.restart();
  const begun = performance.now();
  await crowd.allBack();
  print(`Hero ended ${seconds(ended)} after SIGTERM, with ${waiting} actions under way`);
  print(
    `all ${crowd.live} were back ${seconds(performance.now() - begun)} after it had started again; ${crowd.lost} actions were lost`,
  );
  await measure(stage, minutes * MINUTE);
}

async function fill({ crowd, idle, players, print, venue }: Stage): Promise<void> {
  const empty = await venue.usage();
  const idled = await crowd.letInIdle(idle);
  const filled = await venue.usage();
  if (idle > 0) print(`${idle} idle people are in, each after ${distribution(idled)}`);
  if (empty && filled && idle > 0)
    print(`an idle one costs ${((filled.memory - empty.memory) / idle / 1e3).toFixed(1)} kB`);
  const entered = await crowd.letIn(players);
  print(`${players} players are in, each after ${distribution(entered)}`);
}

/** Lets the crowd play for this many milliseconds, and prints what was held, with what delay, at what cost. */
async function measure({ crowd, venue, print }: Stage, duration: number): Promise<void> {
  crowd.takeDelays();
  const before = await venue.usage();
  await sleep(duration);
  const delays = crowd.takeDelays();
  const after = await venue.usage();
  const rate = delays.count / (duration / 1_000);
  print(
    `${crowd.live} of ${crowd.size} connected, ${rate.toFixed(0)} actions/s, official after ${distribution(delays)}`,
  );
  if (!before || !after) return;
  const processor = (after.processorTime - before.processorTime) / (duration / 100);
  print(`Hero: ${processor.toFixed(0)} % of a processor, ${Math.round(after.memory / 1e6)} MB`);
}

function distribution(delays: Delays): string {
  const [p50, p95, p99] = [50, 95, 99].map((percent) => delays.percentile(percent).toFixed(1));
  return `p50 ${p50}, p95 ${p95}, p99 ${p99}, longest ${delays.longest.toFixed(0)} ms`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}
