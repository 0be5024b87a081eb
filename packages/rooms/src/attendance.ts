import { validate, type Hero, type Intent } from '@button/sync';
import type { Away } from './away.ts';
import type { Game } from './game.ts';
import type { Patience } from './limits.ts';

/** How often Hero looks for a free name for one person. */
const ATTEMPTS = 5;

export interface AttendanceParts<State, I extends Intent> {
  readonly game: Game<State, I>;
  readonly hero: Hero<State, I>;
  /** The clientId under which this process acts. */
  readonly heroId: string;
  readonly patience: Patience;
}

/** Who is here, as the state has it: it is told who came, and who stayed away for too long. */
export class Attendance<State, I extends Intent> {
  readonly #parts: AttendanceParts<State, I>;
  readonly #away: Away;
  #lastEntering: Promise<void> = Promise.resolve();

  constructor(parts: AttendanceParts<State, I>, away: Away) {
    this.#parts = parts;
    this.#away = away;
  }

  /** One after the other: of many who want one name at the same time, each finds the next one that is free. */
  enter(clientId: string, person: string, name: string): Promise<void> {
    const entering = this.#lastEntering.then(() => this.#enter(clientId, person, name));
    this.#lastEntering = entering.catch(() => undefined);
    return entering;
  }

  /** Who stays away has left, and in the end their clientId is forgotten. A failure to record it closes the room. */
  waitFor(clientId: string, patience: number): void {
    const { game, hero } = this.#parts;
    this.#away.leave(clientId, patience, () => {
      if (this.#isInState(clientId)) hero.emit(game.leave(clientId)).catch(() => undefined);
      this.#away.leave(clientId, this.#parts.patience.forget, () => {
        hero.forget(clientId).catch(() => undefined);
      });
    });
  }

  waitForThoseWhoWereHere(): void {
    const { hero, heroId, patience } = this.#parts;
    for (const clientId of Object.keys(hero.official.lastSeqs)) {
      if (clientId !== heroId) this.waitFor(clientId, patience.wake);
    }
  }

  /** Somebody who is here may have taken the name by the time that it is recorded: then there is another free one. */
  async #enter(clientId: string, person: string, name: string): Promise<void> {
    const { game, hero } = this.#parts;
    for (let attempt = 0; attempt < ATTEMPTS && !this.#isInState(clientId); attempt += 1) {
      const free = game.freeName(hero.official.state, person, name);
      const entering = validate(game.rules, game.enter(clientId, person, free));
      if ('intent' in entering) await hero.emit(entering.intent);
    }
  }

  #isInState(clientId: string): boolean {
    const { game, hero } = this.#parts;
    return game.openClients(hero.official.state).includes(clientId);
  }
}
