import type { Intent } from '../action.ts';
import type { Log } from '../record/log.ts';
import type { Rules } from '../rules.ts';

/** What Hero needs of the world, so that it stays pure. */
export interface HeroSetting<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly log: Log<I>;
  /** The code of why this server rejects an intent that the rules would take, such as a name; null when it does not. */
  readonly veto?: ((intent: I) => string | null) | undefined;
  /** The clientId under which this process acts. */
  readonly clientId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 32 random bits: 0 … 2³² − 1. */
  readonly drawSeed: () => number;
  /** Called once, when the log failed: every session has heard "not now" and has ended. Open the room again from its log. */
  readonly onFailure: (error: unknown) => void;
  /** How many lines of the record, at least, are at hand for catching up; a snapshot is saved as often. 1000 by default. */
  readonly tailLength?: number;
}
