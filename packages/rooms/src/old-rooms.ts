import type { Intent } from '@button/sync';
import type { Logs } from '@button/sync/log';

/** Why rooms were deleted: nobody came; nothing happened for too long; another room needed the place. */
export type Deletion = 'unused' | 'old' | 'made-way';

export interface OldRoomsSetting {
  readonly logs: Pick<Logs<Intent>, 'list' | 'passHour'>;
  /** From the beginning of a room until it is deleted if no page has entered it, in milliseconds. */
  readonly unused: number;
  /** From the last line of a room's record until the room is old, in milliseconds. */
  readonly keep: number;
  /** Deletes a room for good; resolves to whether it did. */
  readonly deleteRoom: (room: string) => Promise<boolean>;
  /** Called with the rooms that were deleted in one go. */
  readonly onDeleted: (rooms: readonly string[], why: Deletion) => void;
  readonly onFailure: (error: unknown) => void;
}

const HOUR = 60 * 60_000;
/** After this many rooms, a search lets others have their turn. */
const DELETE_AT_ONCE = 100;

/**
 * Deletes the rooms in which nothing has happened for too long. The search is hourly, and not at the start. Time is counted
 * by a timer while the server is up, and the logs add it up: what a wall clock says makes no room older.
 */
export class OldRooms {
  readonly #setting: OldRoomsSetting;
  readonly #timer: NodeJS.Timeout;
  #isClosed = false;

  constructor(setting: OldRoomsSetting) {
    this.#setting = setting;
    this.#timer = setInterval(() => void this.#passHour(), HOUR).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  async #passHour(): Promise<void> {
    const { logs, onFailure } = this.#setting;
    // On a full disk the hour cannot be kept, and there old rooms are in the way most of all.
    await logs.passHour().catch(onFailure);
    await this.#search().catch(onFailure);
  }

  async #search(): Promise<void> {
    const { logs, unused, keep, deleteRoom } = this.#setting;
    const deleted = { unused: new Array<string>(), old: new Array<string>() };
    for await (const { room, idle, use } of logs.list()) {
      if (this.#isClosed) break;
      const [why, limit] = use === 'unused' ? (['unused', unused] as const) : (['old', keep] as const);
      if (idle * HOUR < limit || !(await deleteRoom(room))) continue;
      deleted[why].push(room);
      if (deleted[why].length < DELETE_AT_ONCE) continue;
      this.#report(why, deleted[why].splice(0));
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#report('unused', deleted.unused);
    this.#report('old', deleted.old);
  }

  #report(why: Deletion, rooms: readonly string[]): void {
    if (rooms.length > 0) this.#setting.onDeleted(rooms, why);
  }
}
