import { allKnow } from './knowledge.ts';
import type { Player } from './player.ts';

export interface Load {
  readonly round: number;
  /** By everyone together. */
  readonly perSecond: number;
  /** In milliseconds. */
  readonly duration: number;
}

/**
 * Lets everyone press in turn, at a rate that does not wait for answers. Resolves with the delay of each press, from the
 * moment when it was due until the person who pressed receives it, in milliseconds.
 */
export async function measureLoad(players: readonly Player[], load: Load): Promise<readonly number[]> {
  const watches = players.map((player) => new DelayWatch(player));
  await pressAtRate(watches, load);
  await Promise.all(watches.map((watch) => watch.finish()));
  return watches.flatMap(({ delays }) => delays);
}

async function pressAtRate(watches: readonly DelayWatch[], { round, perSecond, duration }: Load): Promise<void> {
  const begun = performance.now();
  const total = Math.round((perSecond * duration) / 1_000);
  const dueAt = (press: number) => begun + (press * 1_000) / perSecond;
  for (let pressed = 0; pressed < total;) {
    for (; pressed < total && dueAt(pressed) <= performance.now(); pressed += 1)
      watches[pressed % watches.length]?.press(round, dueAt(pressed));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The delays of one person's presses, which come back in the order in which they were made. */
class DelayWatch {
  readonly delays: number[] = [];
  readonly #player: Player;
  readonly #knownBefore: number;
  readonly #dueTimes: number[] = [];

  constructor(player: Player) {
    this.#player = player;
    this.#knownBefore = player.knows.ownPresses;
    player.knows.onChange = () => this.#note();
  }

  press(round: number, dueTime: number): void {
    this.#dueTimes.push(dueTime);
    this.#player.press(round);
  }

  async finish(): Promise<void> {
    const last = this.#knownBefore + this.#dueTimes.length;
    await allKnow([this.#player.knows], (known) => {
      this.#note();
      return known.ownPresses >= last;
    });
  }

  #note(): void {
    const known = this.#player.knows.ownPresses - this.#knownBefore;
    for (const dueTime of this.#dueTimes.slice(this.delays.length, known))
      this.delays.push(performance.now() - dueTime);
  }
}
