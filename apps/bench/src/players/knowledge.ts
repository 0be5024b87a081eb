/** One person's knowledge of their room, as counts. */
export class Knowledge {
  /** The people in the room, this one included. */
  people = 0;
  round = 0;
  /** The presses in the current round. */
  presses = 0;
  /** The presses of this person, in all rounds. */
  ownPresses = 0;
  /** How often this person has entered: once, and again each time they come back after a loss. */
  entries = 0;
  /** Is called after each change. */
  onChange: () => void = () => undefined;

  knowEntry(): void {
    this.entries += 1;
    this.onChange();
  }

  knowPeople(people: number): void {
    this.people = people;
    this.onChange();
  }

  knowRound(round: number, presses: number): void {
    this.round = round;
    this.presses = presses;
    this.onChange();
  }

  knowPress(round: number, isOwn: boolean): void {
    if (isOwn) this.ownPresses += 1;
    if (round < this.round) return this.onChange();
    this.knowRound(round, round === this.round ? this.presses + 1 : 1);
  }

  knowOwnPress(): void {
    this.ownPresses += 1;
    this.onChange();
  }
}

/** Resolves when the predicate holds for the knowledge of everyone. */
export function allKnow(all: readonly Knowledge[], predicate: (known: Knowledge) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let missing = 0;
    const check = (known: Knowledge) => () => {
      if (!predicate(known)) return;
      known.onChange = () => undefined;
      missing -= 1;
      if (missing === 0) resolve();
    };
    for (const known of all.filter((one) => !predicate(one))) {
      missing += 1;
      known.onChange = check(known);
    }
    if (missing === 0) resolve();
  });
}
