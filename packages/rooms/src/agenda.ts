import { randomInt } from 'node:crypto';
import type { Alarm, Intent } from '@button/sync';
import { KeyedTimers } from './keyed-timers.ts';

/**
 * Carries out alarms. The moments are kept here and told nobody; a room that wakes draws them again. An alarm that the
 * state does not set any more does not go off.
 */
export class Agenda<I extends Intent> {
  readonly #emit: (intent: I) => void;
  readonly #timers = new KeyedTimers();
  /** Those that have gone off stay here until the state drops them: each goes off once. */
  #alarms: ReadonlyMap<string, Alarm<I>> = new Map();

  constructor(emit: (intent: I) => void) {
    this.#emit = emit;
  }

  /** The state has changed, and with it the alarms. */
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
