import type { Tally } from './tally.ts';

/** What an attacker knows. */
export interface Target {
  readonly url: string;
  /** The attacker's own address, which no honest player has. */
  readonly address: string;
  readonly tally: Tally;
}

/** One row of what was seen, as a program that does it until its process is ended. */
export interface Attack {
  /** What somebody does. */
  readonly what: string;
  /** Hero's settings for it, if the defaults would make it too slow to see. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A module that is run in Hero's process before Hero, for example to make its time pass faster. */
  readonly preload?: string;
  /** For attackers behind the honest player's address. */
  readonly isNeighbour?: boolean;
  readonly run: (target: Target) => Promise<void>;
}
