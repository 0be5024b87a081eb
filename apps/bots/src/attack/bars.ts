import type { Delays } from '../delays.ts';

/** What happened to Hero and to the honest player while it was attacked. */
export interface Outcome {
  readonly quiet: Delays;
  readonly attacked: Delays;
  /** The most that Hero's process had, resident, in bytes. */
  readonly memory: number;
  /** What Hero printed, in bytes a second. */
  readonly logged: number;
  readonly hasEnded: boolean;
  readonly missingRooms: readonly string[];
  readonly canStartRoom: boolean;
}

/** How many times longer the honest player may wait than before the attack, at the 95th percentile. */
const TIMES_QUIET = 5;
/** In milliseconds. */
const LONGEST = 1_000;
/** In bytes, resident: as much as Hero's heap may have. */
const MEMORY = 512 * 1_024 * 1_024;
/** In bytes a second. */
const LOGGED = 10_000;

/** Names each bar that is broken. */
export function brokenBars({
  quiet,
  attacked,
  memory,
  logged,
  hasEnded,
  missingRooms,
  canStartRoom,
}: Outcome): readonly string[] {
  const [p95, quietP95] = [attacked.percentile(95), quiet.percentile(95)];
  const bars: readonly (readonly [isBroken: boolean, sentence: string])[] = [
    [hasEnded, 'Hero has ended'],
    [p95 > TIMES_QUIET * quietP95, `p95 is ${(p95 / quietP95).toFixed(1)} times the quiet one`],
    [attacked.longest > LONGEST, `the longest wait is ${Math.round(attacked.longest)} ms`],
    [memory > MEMORY, `Hero grew to ${Math.round(memory / 1e6)} MB`],
    [logged > LOGGED, `Hero logged ${Math.round(logged / 1e3)} kB a second`],
    [missingRooms.length > 0, `played rooms are gone: ${missingRooms.join(', ')}`],
    [!canStartRoom, 'nobody can start a room'],
  ];
  return bars.filter(([isBroken]) => isBroken).map(([, sentence]) => sentence);
}
