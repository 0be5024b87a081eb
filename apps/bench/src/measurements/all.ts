import { thousandJoin } from './all-join.ts';
import { hundredsPress, thousandPress } from './all-press.ts';
import { bytesOfPress } from './bytes.ts';
import { curves } from './curves.ts';
import { directLinks } from './direct-links.ts';
import { fullRoom } from './full-room.ts';
import { idleMemory } from './idle-memory.ts';
import { latencyInBrowsers } from './latency-in-browsers.ts';
import { pairsPress, processorTime } from './load.ts';
import { longHistory } from './long-history.ts';
import type { Measurement } from './measurement.ts';
import { rebase } from './rebase.ts';
import { quickReturn } from './return.ts';
import { twoPress } from './two-press.ts';
import { waking } from './waking.ts';

/** All measurements, by the names under which they can be run alone, in the order of the report. */
export const measurements: Readonly<Record<string, Measurement>> = {
  two: twoPress,
  'press-300': hundredsPress,
  'press-1000': thousandPress,
  join: thousandJoin,
  pairs: pairsPress,
  bytes: bytesOfPress,
  processor: processorTime,
  memory: idleMemory,
  history: longHistory,
  return: quickReturn,
  curves,
  wake: waking,
  browsers: latencyInBrowsers,
  direct: directLinks,
  paint: fullRoom,
  rebase,
};
