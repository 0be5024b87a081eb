import { randomInt } from 'node:crypto';
import type { Alarm, Intent } from '@button/sync';

/**
 * Carries out alarms. The moments are kept here and told nobody; a room that wakes draws them again. An alarm that the
 * state does not set any more does not go off.
 */
export class Agenda<I extends Intent> {
  readonly #emit: (intent: I) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #alarms: readonly Alarm<I>[] = [];

  constructor(emit: (intent: I) => void) {
    this.#emit = emit;
  }

  /** The state has changed, and with it the alarms. */
  follow(alarms: readonly Alarm<I>[]): void {
    this.#alarms = alarms;
    for (const key of [...this.#timers.keys()]) if (!alarms.some((alarm) => alarm.key === key)) this.#stop(key);
    for (const { key, after } of alarms) if (!this.#timers.has(key)) this.#timers.set(key, this.#start(key, after));
  }

  close(): void {
    this.follow([]);
  }

  #start(key: string, [least, most]: Alarm<I>['after']): NodeJS.Timeout {
    return setTimeout(() => this.#goOff(key), randomInt(least, most + 1)).unref();
  }

  /** It stays on the list until the state says that it is done. */
  #goOff(key: string): void {
    const alarm = this.#alarms.find((one) => one.key === key);
    if (alarm) this.#emit(alarm.intent);
  }

  #stop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}
