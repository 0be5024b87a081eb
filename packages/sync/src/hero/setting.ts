import type { Intent } from '../action.ts';
import type { Log } from '../record/log.ts';
import type { Rules } from '../rules.ts';

/** Hero's dependencies, handed in so that it stays pure. */
export interface HeroSetting<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly log: Log<I>;
  /** Rejects an intent that the rules would accept, such as a name that this server blocks, with a code; else null. */
  readonly veto?: ((intent: I) => string | null) | undefined;
  /** The clientId under which this process acts. */
  readonly clientId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 32 random bits: 0 … 2³² − 1. */
  readonly drawSeed: () => number;
  /** Called once, if the log fails: every session got "not now" and has ended. Open the room again from its log. */
  readonly onFailure: (error: unknown) => void;
  /** The minimum number of lines kept for catching up, and the number of lines between two snapshots. 1000 by default. */
  readonly tailLength?: number;
}
