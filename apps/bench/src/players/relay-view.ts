import type { Line, Welcome } from '../relay/line.ts';
import { Knowledge } from './knowledge.ts';

/** Knows what a relay tells. */
export class RelayView extends Knowledge {
  #client = 0;

  handleWelcome({ welcome, people, round }: Welcome): void {
    this.#client = welcome;
    this.knowRound(round, 0);
    this.knowPeople(people.length);
    this.knowEntry();
  }

  handleLines(lines: readonly Line[]): void {
    for (const line of lines) {
      if ('pressed' in line) this.knowPress(line.round, line.pressed === this.#client);
      else this.knowPeople(this.people + ('entered' in line ? 1 : -1));
    }
  }
}
