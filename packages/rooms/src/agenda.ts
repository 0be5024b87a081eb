import { randomInt } from 'node:crypto';
import type { Alarm, Intent } from '@button/sync';
import { KeyedTimers } from './keyed-timers.ts';

/**
 * Carries out alarms. A moment may have to stay secret, so it is drawn here and kept out of the state; a room that wakes
 * draws it again. An alarm that the state does not set any more does not go off.
 */
export class Agenda<I extends Intent> {
  readonly #emit: (intent: I) => void;
  readonly #timers = new KeyedTimers();
  /** An alarm that has gone off stays here until the state drops it, so that it goes off once. */
  #alarms: ReadonlyMap<string, Alarm<I>> = new Map();

  constructor(emit: (intent: I) => void) {
    this.#emit = emit;
  }

  /** Sets the alarms that are new, and cancels those that are missing now. */
  update(alarms: readonly Alarm<I>[]): void {
    const before = this.#alarms;
    this.#alarms = new Map(alarms.map((alarm) => [alarm.key, alarm]));
    for (const key of before.keys()) if (!this.#alarms.has(key)) this.#timers.cancel(key);
    for (const { key, after } of alarms) if (!before.has(key)) this.#set(key, after);
  }

  close(): void {
    this.update([]);
  }

  #set(key: string, [least, most]: Alarm<I>['after']): void {
    this.#timers.set(key, randomInt(least, most + 1), () => {
      const alarm = this.#alarms.get(key);
      if (alarm) this.#emit(alarm.intent);
    });
  }
}
