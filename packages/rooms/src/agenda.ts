import { randomInt } from 'node:crypto';
import type { Intent } from '@button/sync';
import { drawCode } from './code.ts';
import type { Due } from './game.ts';

/**
 * Carries out what is due. When that is, is kept here and told nobody; a room that wakes draws it anew. What the state
 * does not ask for any more is not done.
 */
export class Agenda<I extends Intent> {
  readonly #emit: (intent: I) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #due: readonly Due<I>[] = [];

  constructor(emit: (intent: I) => void) {
    this.#emit = emit;
  }

  /** The state has changed, and with it what is due. */
  follow(due: readonly Due<I>[]): void {
    this.#due = due;
    for (const key of [...this.#timers.keys()]) if (!due.some((one) => one.key === key)) this.#stop(key);
    for (const { key, after } of due) if (!this.#timers.has(key)) this.#timers.set(key, this.#start(key, after));
  }

  close(): void {
    this.follow([]);
  }

  #start(key: string, [least, most]: Due<I>['after']): NodeJS.Timeout {
    return setTimeout(() => this.#carryOut(key), randomInt(least, most + 1)).unref();
  }

  /** It stays on the list until the state says that it is done. */
  #carryOut(key: string): void {
    const due = this.#due.find((one) => one.key === key);
    if (due) this.#emit(due.intent(drawCode()));
  }

  #stop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}
