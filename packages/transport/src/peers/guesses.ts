/** How many seconds Hero, being reachable, may take to make official what a peer has told. */
const PATIENCE = 10;

interface Guess {
  readonly clientId: string;
  readonly clientSeq: number;
  seconds: number;
}

export interface GuessesParts {
  readonly isHeroReachable: () => boolean;
  /** Hero had time enough for what this client told, up to this number. */
  readonly onOld: (clientId: string, upTo: number) => void;
}

/** What peers have told, and how long Hero has had for each: a guess that nothing comes of goes away by itself. */
export class Guesses {
  readonly #parts: GuessesParts;
  #waiting: Guess[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: GuessesParts) {
    this.#parts = parts;
  }

  /** Begins to wait. Whether it became official in the meantime is for whoever holds it to know. */
  add(clientId: string, clientSeq: number): void {
    this.#waiting.push({ clientId, clientSeq, seconds: 0 });
    this.#timer ??= setInterval(() => this.#tick(), 1_000);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #tick(): void {
    if (!this.#parts.isHeroReachable()) return;
    for (const guess of this.#waiting) guess.seconds += 1;
    const old = this.#waiting.filter(({ seconds }) => seconds >= PATIENCE);
    this.#waiting = this.#waiting.filter(({ seconds }) => seconds < PATIENCE);
    for (const { clientId, clientSeq } of old) this.#parts.onOld(clientId, clientSeq);
    if (this.#waiting.length === 0) this.close();
  }
}
