import { isDeepStrictEqual } from 'node:util';
import type { GameIntent, State } from '@button/mutations';
import type { Settled } from '@button/sync';
import { RoomLink, type RoomView } from '@button/transport/client';
import type { Witness } from './witness.ts';

/** An action that a player emitted, and how it was settled; null until then. */
interface Emitted {
  readonly intent: GameIntent;
  settled: Settled | null;
}

/** A player who always has actions in flight to Hero, and remembers all of them. */
export class BusyPlayer {
  readonly name: string;
  readonly link: RoomLink<State, GameIntent>;
  readonly emitted: Emitted[] = [];
  readonly #returnListeners = new Set<() => void>();
  #isPlaying = true;

  constructor(name: string, room: string, url: string, witness: Witness) {
    this.name = name;
    const onReturn = (callBack: () => void) => {
      this.#returnListeners.add(callBack);
      return () => this.#returnListeners.delete(callBack);
    };
    this.link = new RoomLink({ rules: witness.rulesFor(name), room, name, url, onReturn });
    for (let hand = 0; hand < 2; hand += 1) void this.#play();
  }

  /** As if the person returned to the page: a lost link reconnects without further delay. */
  returnToPage(): void {
    for (const callBack of this.#returnListeners) callBack();
  }

  /** Stops emitting. Resolves when every action is settled. */
  async stop(): Promise<void> {
    this.#isPlaying = false;
    await this.link.when(({ link, unsettled }) => link === 'live' && unsettled === 0);
  }

  /**
   * Resolves when this player has received every line recorded before this call: lines arrive in order, so it waits for
   * an action of its own.
   */
  async catchUp(): Promise<void> {
    await this.#emit({ type: 'takeName', name: 'goodbye' });
  }

  /**
   * Checks that every action of this player is in the record once, in order and unchanged, and was settled.
   * @throws Error with the first deviation.
   */
  mustBeCounted(witness: Witness): void {
    const recordedLines = witness.record.filter(
      (line) => line.kind === 'action' && witness.personOf(line) === this.link.view.person,
    );
    if (recordedLines.length !== this.emitted.length)
      throw new Error(`${this.name} emitted ${this.emitted.length}, and ${recordedLines.length} are recorded`);
    for (const [index, { intent, settled }] of this.emitted.entries()) {
      const line = recordedLines[index];
      const recorded = line?.kind === 'action' ? asEmitted(line.action) : null;
      if (!isDeepStrictEqual(recorded, intent)) throw new Error(`action ${index + 1} of ${this.name} was changed`);
      if (!settled) throw new Error(`action ${index + 1} of ${this.name} was not settled`);
      if (settled.kind === 'official' && settled.serverSeq !== line?.serverSeq)
        throw new Error(`${this.name} got serverSeq ${settled.serverSeq}, but the record has ${line?.serverSeq}`);
    }
  }

  async #play(): Promise<void> {
    await this.link.when(({ link }) => link === 'live');
    while (this.#isPlaying) await this.#emit(nextIntent(this.link.view, this.emitted.length));
  }

  async #emit(intent: GameIntent): Promise<void> {
    const emitted: Emitted = { intent, settled: null };
    this.emitted.push(emitted);
    emitted.settled = await this.link.emit(intent);
  }
}

/** Mostly a push or the next round; every fifth time a new name. */
function nextIntent({ state, person }: RoomView<State>, count: number): GameIntent {
  if (!state || count % 5 === 4) return { type: 'takeName', name: `player ${count}` };
  const { round } = state;
  const hasPushed = state.pushes.some((push) => push.person === person);
  return hasPushed ? { type: 'startNextRound', round } : { type: 'push', round };
}

/** Hero adds what it compares names by. */
function asEmitted(action: GameIntent): unknown {
  return Object.fromEntries(Object.entries(action).filter(([key]) => key !== 'nameKeys'));
}
