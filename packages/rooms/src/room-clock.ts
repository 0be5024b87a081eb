/**
 * The time of one waking of a room, in whole milliseconds since 1970. It begins at the wall clock's time, and continues
 * by the monotonic clock, so that a wall clock that is set meanwhile changes nothing in a running room.
 */
export class RoomClock {
  /** The time at which the monotonic clock was 0. */
  #origin = Date.now() - performance.now();

  readonly now = (): number => Math.round(this.#origin + performance.now());

  /**
   * Continues from this time if it is later, such as that of the record's last line: otherwise time would stand still in
   * the record until a wall clock that was set back has reached it.
   */
  continueFrom(time: number): void {
    this.#origin = Math.max(this.#origin, time - performance.now());
  }
}
