import type { Intent } from '@button/sync';
import type { Denied } from '@button/sync/hero';
import { LogError, type Logs, type Recorded } from '@button/sync/log';
import { RateLimiter } from 'limiter';
import type { App } from './app.ts';
import type { EntryAnswer } from './budgeted-session.ts';
import { isTokenForCode } from './credentials.ts';
import { drawId } from './draw-id.ts';
import { KeyedBuckets } from './keyed-buckets.ts';
import { defaultLimits, defaultTimeouts, type Limits, type Timeouts } from './limits.ts';
import { NewRooms } from './new-rooms.ts';
import { OldRooms, type Deletion } from './old-rooms.ts';
import { OpenRooms } from './open-rooms.ts';
import type { EntryRequest, PageConnection } from './page-connection.ts';
import type { RoomSetting } from './room.ts';
import { anyIds } from './room-codes.ts';

export interface RoomsOptions<State, I extends Intent> {
  readonly app: App<State, I>;
  readonly logs: Logs<I>;
  /** Sends lines to every connection that is subscribed to the room. */
  readonly broadcast: (room: string, lines: readonly Recorded<I>[]) => void;
  /** Signs tokens and keys. Keep it as long as the logs: changing it invalidates every token. */
  readonly secret: string;
  readonly limits?: Partial<Limits> | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** A refusal was recorded, by this reason code. For the operator's log. */
  readonly onRefused: RoomSetting<State, I>['onRefused'];
  /**
   * Something failed in a room; `room` is `all` if the search for old rooms did. When it was the room's log, its sessions
   * have been ended, and the next page opens it again.
   */
  readonly onFailure: (room: string, error: unknown) => void;
  /** These rooms were deleted, for this reason. For the operator's log. */
  readonly onDeleted?: ((rooms: readonly string[], why: Deletion) => void) | undefined;
}

/** How many codes are drawn for a new room before there are too few free ones. */
const MAX_DRAWS = 100;
/** No room has a longer code, so that no store has to keep one. */
const MAX_CODE_LENGTH = 64;

/**
 * All rooms of an app: it creates and deletes them, lets pages in, and limits their use of the server.
 *
 * @example
 * const rooms = new Rooms({ app: { rules }, logs, secret, broadcast, onRefused, onFailure });
 * const created = await rooms.create(address);
 * const session = await rooms.enter(request, connection);
 */
export class Rooms<State, I extends Intent> {
  readonly #options: RoomsOptions<State, I>;
  readonly #limits: Limits;
  readonly #timeouts: Timeouts;
  readonly #open: OpenRooms<State, I>;
  readonly #newRooms: NewRooms;
  readonly #wrongCodes: KeyedBuckets;
  readonly #allWrongCodes: RateLimiter;
  readonly #oldRooms: OldRooms;
  #isClosed = false;

  constructor(options: RoomsOptions<State, I>) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#timeouts = { ...defaultTimeouts, ...options.timeouts };
    this.#open = new OpenRooms({
      ...options,
      limits: this.#limits,
      timeouts: this.#timeouts,
      onShared: (room) => this.#newRooms.keep(room),
    });
    this.#newRooms = new NewRooms({
      logs: options.logs,
      limits: this.#limits,
      deleteRoom: this.#delete,
      onMadeWay: (room) => options.onDeleted?.([room], 'made-way'),
    });
    this.#wrongCodes = new KeyedBuckets({ tokensPerInterval: this.#limits.wrongCodesPerMinute, interval: 'minute' });
    this.#allWrongCodes = new RateLimiter({
      tokensPerInterval: this.#limits.wrongCodesPerMinuteInAll,
      interval: 'minute',
    });
    this.#oldRooms = new OldRooms({
      logs: options.logs,
      unused: this.#timeouts.unused,
      keep: this.#timeouts.keep,
      deleteRoom: this.#delete,
      onDeleted: (deleted, why) => options.onDeleted?.(deleted, why),
      onFailure: (error) => options.onFailure('all', error),
    });
  }

  get rulesId(): string {
    return this.#options.app.rules.id;
  }

  /** How many rooms are awake: in memory, because a page is or was recently connected. */
  get awake(): number {
    return this.#open.count;
  }

  /** Creates a room with a new code, for a page at this remote address. */
  async create(address: string): Promise<{ readonly code: string } | Denied> {
    const denied = await this.#denialOfNewRoom(address);
    if (denied !== null) return { denied };
    const codes = this.#options.app.roomCodes ?? anyIds;
    const count = await this.#options.logs.count();
    for (let draws = 0; draws < MAX_DRAWS; draws += 1) {
      const code = codes.draw(count);
      const result = await this.#createLog(code, address);
      if (result === 'created') return { code };
      if (result === 'failed') return { denied: 'not-recorded' };
    }
    return { denied: 'no-free-code' };
  }

  /** Whether the page brings a token for this code. Nothing is read for it. */
  isReturning({ room, personToken }: EntryRequest): boolean {
    return this.#hasTokenFor((this.#options.app.roomCodes ?? anyIds).read(room), personToken);
  }

  /** @throws when the rooms are closed, or the room's log cannot be opened or written */
  async enter(request: EntryRequest, connection: PageConnection<State, I>): Promise<EntryAnswer<State, I>> {
    if (this.#isClosed) throw new Error('The rooms are closed.');
    const { address } = connection;
    const code = (this.#options.app.roomCodes ?? anyIds).read(request.room);
    const mayGuess = !this.#wrongCodes.isEmpty(address) && this.#allWrongCodes.getWaitTime(1) === 0;
    // Without a look at the logs, so that a right code is answered like a wrong one.
    if (!mayGuess && !this.#isProvenCode(code, request, address)) return { denied: 'too-many-wrong-codes' };
    if (code.length <= MAX_CODE_LENGTH) {
      const room = await this.#open.get(code);
      // The token may be of a room that was deleted: it must not show whether there is another one of its code.
      if (!mayGuess && !room?.knows(request) && !this.#isNear(code, address)) return { denied: 'too-many-wrong-codes' };
      if (room) return room.enter(request, connection);
      if (this.#options.app.createsOnEntry?.(code)) return this.#createOnEntry(code, request, connection);
    }
    this.#wrongCodes.take(address);
    this.#allWrongCodes.tryRemoveTokens(1);
    return { denied: 'unknown-room' };
  }

  /**
   * Accepts nothing new, records the actions under way, and ends every session. The logs stay open: they are the
   * caller's.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#oldRooms.close();
    await this.#open.finish();
  }

  /** Whether the page need not have guessed the code: it has a token for it, or its address has to do with the room. */
  #isProvenCode(code: string, { personToken }: EntryRequest, address: string): boolean {
    return this.#hasTokenFor(code, personToken) || this.#isNear(code, address);
  }

  #hasTokenFor(code: string, personToken: string | null): boolean {
    return personToken !== null && isTokenForCode(this.#options.secret, code, personToken);
  }

  /** Whether a page of this address is in the room, or has created it. */
  #isNear(code: string, address: string): boolean {
    return this.#open.hasPageFrom(address, code) || this.#newRooms.isFrom(address, code);
  }

  readonly #delete = async (room: string): Promise<boolean> => {
    const isDeleted = await this.#open.delete(room);
    if (isDeleted) this.#newRooms.remove(room);
    return isDeleted;
  };

  async #createOnEntry(code: string, request: EntryRequest, connection: PageConnection<State, I>) {
    const denied = await this.#denialOfNewRoom(connection.address);
    if (denied !== null) return { denied };
    if ((await this.#createLog(code, connection.address)) === 'failed') return { denied: 'not-recorded' };
    const room = await this.#open.get(code);
    return room ? room.enter(request, connection) : { denied: 'unknown-room' };
  }

  async #denialOfNewRoom(address: string): Promise<string | null> {
    if (this.#isClosed) return 'closing';
    return this.#newRooms.denialFor(address);
  }

  async #createLog(code: string, address: string): Promise<'created' | 'exists' | 'failed'> {
    const { logs, app, onFailure } = this.#options;
    const { initialState: state, version } = app.rules;
    const beginning = {
      version,
      epoch: drawId(),
      continues: null,
      serverSeq: 0,
      serverTime: Date.now(),
      state,
      clients: [],
    };
    try {
      await logs.create(code, beginning);
      this.#newRooms.add(code, address);
      return 'created';
    } catch (error) {
      if (error instanceof LogError && error.code === 'room-exists') return 'exists';
      onFailure(code, error);
      return 'failed';
    }
  }
}
