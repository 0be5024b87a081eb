import type { Intent } from '@button/sync';
import type { Logs } from '@button/sync/log';

export interface OldRoomsSetting {
  readonly logs: Pick<Logs<Intent>, 'list'>;
  /** From the last line of a room's record until the room is old, in milliseconds. */
  readonly keep: number;
  /** Deletes a room for good; resolves to whether it did. */
  readonly deleteRoom: (room: string) => Promise<boolean>;
  /** Called with the rooms that were deleted in one go. */
  readonly onDeleted: (rooms: readonly string[]) => void;
  readonly onFailure: (error: unknown) => void;
}

const HOUR = 60 * 60_000;
/** After this many rooms, a search lets others have their turn. */
const DELETE_AT_ONCE = 100;
/** How far the wall clock may move against the monotonic one between two searches, in milliseconds. */
const MAX_DRIFT = 60_000;

/**
 * Deletes the rooms in which nothing has happened for too long. The search is hourly, and not at the start, when a wall
 * clock may not be set yet.
 */
export class OldRooms {
  readonly #setting: OldRoomsSetting;
  readonly #timer: NodeJS.Timeout;
  #startedAt = startOfMonotonicClock();
  #isClosed = false;

  constructor(setting: OldRoomsSetting) {
    this.#setting = setting;
    this.#timer = setInterval(() => void this.#search(), HOUR).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  async #search(): Promise<void> {
    if (this.#hasWallClockJumped()) return;
    try {
      await this.#deleteBefore(Date.now() - this.#setting.keep);
    } catch (error) {
      this.#setting.onFailure(error);
    }
  }

  /** After a jump, neither the old time nor the new one is trusted until the clock has stayed right for an hour. */
  #hasWallClockJumped(): boolean {
    const before = this.#startedAt;
    this.#startedAt = startOfMonotonicClock();
    return Math.abs(this.#startedAt - before) > MAX_DRIFT;
  }

  async #deleteBefore(time: number): Promise<void> {
    let deleted: string[] = [];
    for await (const { room, touched } of this.#setting.logs.list()) {
      if (this.#isClosed) break;
      if (touched < time && (await this.#setting.deleteRoom(room))) deleted.push(room);
      if (deleted.length < DELETE_AT_ONCE) continue;
      this.#setting.onDeleted(deleted);
      deleted = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (deleted.length > 0) this.#setting.onDeleted(deleted);
  }
}

/** By the wall clock, in milliseconds since 1970; it moves only when the wall clock is set. */
function startOfMonotonicClock(): number {
  return Date.now() - performance.now();
}
