import type { Intent } from './action.ts';

/**
 * Something that Hero has to do after some time, unless the state has moved past it by then. Which alarms are set is a
 * pure function of the official state; a room that wakes up starts their time again.
 */
export interface Alarm<I extends Intent> {
  /** The same for as long as it is the same alarm, which goes off once. */
  readonly key: string;
  /** Milliseconds after it is set. If the two differ, it goes off at a secret moment in between, drawn by Hero. */
  readonly after: readonly [least: number, most: number];
  /** The intent that Hero emits when it goes off. */
  readonly intent: I;
}
