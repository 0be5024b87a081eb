import { isDeepStrictEqual } from 'node:util';
import type { GameIntent, State } from '@button/mutations';
import type { Settled } from '@button/sync';
import { RoomLink, type RoomView } from '@button/transport/client';
import type { Witness } from './witness.ts';

/** What a player emitted, and what became of it. */
interface Emitted {
  readonly intent: GameIntent;
  settled: Settled | null;
}

/** A player who always has something on its way to Hero, and remembers all of it. */
export class BusyPlayer {
  readonly name: string;
  readonly link: RoomLink<State, GameIntent>;
  readonly emitted: Emitted[] = [];
  readonly #comeBack = new Set<() => void>();
  #isPlaying = true;

  constructor(name: string, room: string, url: string, witness: Witness) {
    this.name = name;
    const onReturn = (callBack: () => void) => {
      this.#comeBack.add(callBack);
      return () => this.#comeBack.delete(callBack);
    };
    this.link = new RoomLink({ ...{ rules: witness.rulesFor(name), room, name, url, onReturn } });
    for (let hand = 0; hand < 2; hand += 1) void this.#play();
  }

  /** As if somebody looked at the page again: it does not wait any longer before it connects. */
  lookAgain(): void {
    for (const callBack of this.#comeBack) callBack();
  }

  /** Resolves when all that was emitted has its answer. */
  async stop(): Promise<void> {
    this.#isPlaying = false;
    await this.link.when(({ link, unsettled }) => link === 'live' && unsettled === 0);
  }

  /** Resolves when this player was told all that the others had emitted before: what is official comes in order. */
  async hearAll(): Promise<void> {
    await this.#say({ type: 'takeName', name: 'goodbye' });
  }

  /**
   * Everything that this player emitted is in the record once, in order, under its one clientId, and was answered.
   * @throws when it is not.
   */
  mustBeCounted(record: Witness['record']): void {
    const mine = record.filter((line) => line.kind === 'action' && line.action.person === this.link.view.person);
    if (mine.length !== this.emitted.length)
      throw new Error(`${this.name} emitted ${this.emitted.length}, and ${mine.length} are recorded`);
    for (const [index, { intent, settled }] of this.emitted.entries()) {
      const line = mine[index];
      const { person: _, ...recorded } = line?.kind === 'action' ? line.action : { person: null };
      if (!isDeepStrictEqual(recorded, intent)) throw new Error(`${this.name}’s number ${index + 1} was changed`);
      if (!settled) throw new Error(`${this.name}’s number ${index + 1} was not answered`);
      if (settled.kind === 'official' && settled.serverSeq !== line?.serverSeq)
        throw new Error(`${this.name} was told ${settled.serverSeq}, and it is ${line?.serverSeq}`);
    }
  }

  async #play(): Promise<void> {
    await this.link.when(({ link }) => link === 'live');
    while (this.#isPlaying) await this.#say(whatNext(this.link.view, this.emitted.length));
  }

  async #say(intent: GameIntent): Promise<void> {
    const emitted: Emitted = { intent, settled: null };
    this.emitted.push(emitted);
    emitted.settled = await this.link.emit(intent);
  }
}

/** Pushes, starts the next round, and now and then takes another name. */
function whatNext({ state, person }: RoomView<State>, count: number): GameIntent {
  if (!state || count % 5 === 4) return { type: 'takeName', name: `player ${count}` };
  const { round } = state;
  const hasPushed = state.pushes.some((push) => push.person === person);
  return hasPushed ? { type: 'startNextRound', round } : { type: 'clickTheButton', round };
}
