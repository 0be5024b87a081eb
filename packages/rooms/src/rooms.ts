import { randomUUID } from 'node:crypto';
import type { Enter, House, Intent, Line, Recorded, Refused, Seat } from '@button/sync';
import { LogError, type Logs } from '@button/sync/log';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { drawCode, readCode } from './code.ts';
import type { Game } from './game.ts';
import { defaultLimits, defaultPatience, type Limits, type Patience } from './limits.ts';
import { OpenRooms } from './open-rooms.ts';

/** What the household is made of. */
export interface RoomsParts<State, I extends Intent> {
  readonly game: Game<State, I>;
  readonly logs: Logs<I>;
  /** Tells everyone who joined the room. */
  readonly tell: (room: string, recorded: readonly Recorded<I>[]) => void;
  /** Signs tokens and keys. It must be as old as the logs: with another one, nobody is known any more. */
  readonly secret: string;
  readonly limits?: Partial<Limits>;
  readonly patience?: Partial<Patience>;
  /** An action was refused for good; for the owner's log. */
  readonly onRefused: (code: string, details: Readonly<Record<string, unknown>>) => void;
  /** A room could not be recorded; its people were told, and it is opened anew for the first who comes back. */
  readonly onFailure: (room: string, error: unknown) => void;
}

const HOUR = 60 * 60_000;
/** Enough to link anew to seven others at once, again and again: points for so many seconds. */
const signalsOfAPage = { points: 300, duration: 10 };

/** Hero's household: all rooms, and the door. */
export class Rooms<State, I extends Intent> implements House<State, I> {
  readonly #parts: RoomsParts<State, I>;
  readonly #limits: Limits;
  readonly #patience: Patience;
  readonly #open: OpenRooms<State, I>;
  readonly #newRooms: RateLimiterMemory;
  readonly #wrongCodes: RateLimiterMemory;
  readonly #sweeping: NodeJS.Timeout;
  #isClosed = false;

  constructor(parts: RoomsParts<State, I>) {
    this.#parts = parts;
    this.#limits = { ...defaultLimits, ...parts.limits };
    this.#patience = { ...defaultPatience, ...parts.patience };
    const { game, logs, secret, onFailure } = parts;
    const { actionsPerSecond, newRoomsPerMinute, wrongCodesPerMinute, peoplePerRoom } = this.#limits;
    const actions = new RateLimiterMemory({ points: actionsPerSecond, duration: 1 });
    const signals = new RateLimiterMemory(signalsOfAPage);
    this.#open = new OpenRooms({
      ...{ game, logs, secret, onFailure, patience: this.#patience, peoplePerRoom, actions, signals },
      tell: (room, recorded) => this.#tell(room, recorded),
    });
    this.#newRooms = new RateLimiterMemory({ points: newRoomsPerMinute, duration: 60 });
    this.#wrongCodes = new RateLimiterMemory({ points: wrongCodesPerMinute, duration: 60 });
    this.#sweeping = setInterval(() => void this.#sweep(), HOUR).unref();
    void this.#sweep();
  }

  get rulesId(): string {
    return this.#parts.game.rules.id;
  }

  /** How many rooms are awake: in memory, because somebody is there or was a short while ago. */
  get awake(): number {
    return this.#open.count;
  }

  /** Makes a room with a code that no other has. */
  async create(address: string): Promise<{ readonly code: string } | Refused> {
    if (this.#isClosed) return { refused: 'closing' };
    if (!(await isWithin(this.#newRooms, address))) return { refused: 'too-many-new-rooms' };
    if ((await this.#parts.logs.count()) >= this.#limits.rooms) return { refused: 'no-more-rooms' };
    return this.#createAtFreeCode();
  }

  async enter(enter: Enter, line: Line<State, I>): Promise<Seat | Refused> {
    if (this.#isClosed) throw new Error('this house is closed');
    const wrong = await this.#wrongCodes.get(line.address);
    if (wrong && wrong.remainingPoints <= 0) return { refused: 'too-many-wrong-codes' };
    const room = await this.#open.get(readCode(enter.room));
    if (room) return room.enter(enter, line);
    await isWithin(this.#wrongCodes, line.address);
    return { refused: 'unknown-room' };
  }

  /** Takes nothing new, finishes what has begun, and sends everybody away. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#sweeping);
    await this.#open.finish();
  }

  /** Deletes the rooms that nobody has touched for long. */
  async #sweep(): Promise<void> {
    try {
      const kept = Date.now() - this.#patience.keep;
      for await (const { room, touched } of this.#parts.logs.list()) if (touched < kept) await this.#open.delete(room);
    } catch (error) {
      this.#parts.onFailure('all', error);
    }
  }

  async #createAtFreeCode(): Promise<{ readonly code: string } | Refused> {
    const code = drawCode();
    const { initialState: state, version } = this.#parts.game.rules;
    const beginning = { version, epoch: randomUUID(), serverSeq: 0, serverTime: Date.now(), state, lastSeqs: {} };
    try {
      await this.#parts.logs.create(code, beginning);
      return { code };
    } catch (error) {
      if (error instanceof LogError && error.code === 'room-exists') return this.#createAtFreeCode();
      this.#parts.onFailure(code, error);
      return { refused: 'not-recorded' };
    }
  }

  #tell(room: string, recorded: readonly Recorded<I>[]): void {
    this.#parts.tell(room, recorded);
    for (const line of recorded) {
      if (line.kind === 'refused') this.#parts.onRefused(line.code, { room, clientId: line.clientId });
    }
  }
}

async function isWithin(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  return limiter.consume(key).then(
    () => true,
    () => false,
  );
}
