import type { Intent } from '@button/sync';
import type { Logs } from '@button/sync/log';
import { KeyedBuckets } from './keyed-buckets.ts';
import type { Limits } from './limits.ts';

export interface NewRoomsSetting {
  readonly logs: Pick<Logs<Intent>, 'list' | 'count'>;
  readonly limits: Pick<Limits, 'rooms' | 'roomsPerAddress' | 'newRoomsPerMinute'>;
  /** Deletes a room for good, unless it is in use; resolves to whether it did. */
  readonly deleteRoom: (room: string) => Promise<boolean>;
  readonly onMadeWay: (room: string) => void;
}

/**
 * Who may create a room. When there are too many, one that never had two people makes way: one of the same address if
 * there is one, else the oldest. A room in which people have met never does, so then no new one can be created.
 *
 * Which address created a room is kept in memory alone: no address is written to a disk, and a restart forgets them.
 */
export class NewRooms {
  readonly #setting: NewRoomsSetting;
  readonly #rate: KeyedBuckets;
  readonly #creators = new Map<string, string>();
  /** By address: the rooms that it has created, oldest first. */
  readonly #created = new Map<string, Set<string>>();
  /** The rooms that never had two people, oldest first. */
  #mayGo = new Set<string>();
  readonly #shared = new Set<string>();
  /** Those from before the start are read when they are needed. */
  #reading: Promise<void> | null = null;

  constructor(setting: NewRoomsSetting) {
    this.#setting = setting;
    this.#rate = new KeyedBuckets({ tokensPerInterval: setting.limits.newRoomsPerMinute, interval: 'minute' });
  }

  /** The reason code of why an address may not create a room, else null; then there is a place for it. */
  async denialFor(address: string): Promise<string | null> {
    const { limits, logs } = this.#setting;
    if (!this.#rate.take(address)) return 'too-many-new-rooms';
    const own = this.#created.get(address) ?? new Set();
    if (own.size >= limits.roomsPerAddress && !(await this.#makeWay(own))) return 'too-many-rooms';
    if ((await logs.count()) < limits.rooms || (await this.#makeWay(own))) return null;
    await (this.#reading ??= this.#readEarlier());
    const isFull = !(await this.#makeWay(this.#mayGo));
    return isFull ? 'no-more-rooms' : null;
  }

  /** A page at this address has created the room. */
  add(room: string, address: string): void {
    this.#mayGo.add(room);
    this.#creators.set(room, address);
    this.#created.set(address, (this.#created.get(address) ?? new Set()).add(room));
  }

  /** The room has had two people. */
  keep(room: string): void {
    this.#shared.add(room);
    this.#mayGo.delete(room);
  }

  /** The room was deleted. */
  remove(room: string): void {
    const address = this.#creators.get(room) ?? '';
    const created = this.#created.get(address);
    created?.delete(room);
    if (created?.size === 0) this.#created.delete(address);
    for (const kept of [this.#creators, this.#mayGo, this.#shared]) kept.delete(room);
  }

  /** Whether a page at this address has created the room since the server started. */
  isFrom(address: string, room: string): boolean {
    return address !== '' && this.#creators.get(room) === address;
  }

  /** Deletes the first of these rooms that may go; returns whether there was one. */
  async #makeWay(rooms: ReadonlySet<string>): Promise<boolean> {
    for (const room of [...rooms]) {
      // Taken from the set at once, so that it does not make way for two.
      if (!this.#mayGo.delete(room)) continue;
      if (await this.#setting.deleteRoom(room)) {
        this.#setting.onMadeWay(room);
        return true;
      }
      if (!this.#shared.has(room)) this.#mayGo.add(room);
    }
    return false;
  }

  async #readEarlier(): Promise<void> {
    const earlier: string[] = [];
    for await (const { room, use } of this.#setting.logs.list())
      if (use !== 'shared' && !this.#shared.has(room) && !this.#creators.has(room)) earlier.push(room);
    this.#mayGo = new Set([...earlier, ...this.#mayGo].filter((room) => !this.#shared.has(room)));
  }
}
