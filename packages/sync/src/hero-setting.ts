import type { Intent } from './action.ts';
import type { Log } from './record/log.ts';
import type { Rules } from './mutate.ts';
import type { Recorded } from './record/record.ts';

/** What Hero needs of the world, so that it stays pure. */
export interface HeroSetting<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly log: Log<I>;
  /** Tells all connections that joined. Hero's own state is there already. */
  readonly tell: (recorded: readonly Recorded<I>[]) => void;
  /** The code of why this house will not have what the rules would take, such as a name; null when it will. */
  readonly veto?: (intent: I) => string | null;
  /** The clientId under which this process acts. */
  readonly clientId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 32 random bits: 0 … 2³² − 1. */
  readonly drawSeed: () => number;
  /** Called once, when the log failed: tell everybody "not now", and open this room anew from the log. */
  readonly onFailure: (error: unknown) => void;
  /** How many lines of the record are kept at hand for catching up; a snapshot is saved as often. 1000 by default. */
  readonly tailLength?: number;
}
