import { randomInt, randomUUID } from 'node:crypto';
import type { Logs } from '@button/logs';
import {
  Hero,
  type Enter,
  type House,
  type Intent,
  type Line,
  type Log,
  type Recorded,
  type Refused,
  type Seat,
} from '@button/sync';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { drawCode, readCode } from './code.ts';
import type { Game } from './game.ts';
import { Keys } from './keys.ts';
import { defaultLimits, defaultPatience, type Limits, type Patience } from './limits.ts';
import { Room } from './room.ts';

/** What the household is made of. */
export interface RoomsParts<State, I extends Intent> {
  readonly game: Game<State, I>;
  readonly logs: Logs<State, I>;
  /** Tells everyone who joined the room. */
  readonly tell: (room: string, recorded: readonly Recorded<I>[]) => void;
  /** Signs tokens and keys. It must be as old as the logs: with another one, nobody is known any more. */
  readonly secret: string;
  readonly limits?: Partial<Limits>;
  readonly patience?: Partial<Patience>;
  /** An action was refused for good; for the owner's log. */
  readonly onRefused: (code: string, details: Readonly<Record<string, unknown>>) => void;
  /** A room's log failed; its people are sent away, and it is opened anew for the first who comes back. */
  readonly onFailure: (room: string, error: unknown) => void;
}

/** Hero's household: all rooms, and the door. */
export class Rooms<State, I extends Intent> implements House<State, I> {
  readonly #parts: RoomsParts<State, I>;
  readonly #limits: Limits;
  readonly #patience: Patience;
  readonly #open = new Map<string, Promise<Room<State, I> | null>>();
  readonly #heroId = `hero-${randomUUID()}`;
  readonly #actions: RateLimiterMemory;
  readonly #newRooms: RateLimiterMemory;
  readonly #wrongCodes: RateLimiterMemory;

  constructor(parts: RoomsParts<State, I>) {
    this.#parts = parts;
    this.#limits = { ...defaultLimits, ...parts.limits };
    this.#patience = { ...defaultPatience, ...parts.patience };
    this.#actions = new RateLimiterMemory({ points: this.#limits.actionsPerSecond, duration: 1 });
    this.#newRooms = new RateLimiterMemory({ points: this.#limits.newRoomsPerMinute, duration: 60 });
    this.#wrongCodes = new RateLimiterMemory({ points: this.#limits.wrongCodesPerMinute, duration: 60 });
  }

  get version(): number {
    return this.#parts.game.rules.version;
  }

  /** Makes a room with a code that no other has. */
  async create(address: string): Promise<{ readonly code: string } | Refused> {
    if (!(await isWithin(this.#newRooms, address))) return { refused: 'too-many-new-rooms' };
    if ((await this.#parts.logs.count()) >= this.#limits.rooms) return { refused: 'no-more-rooms' };
    const code = await this.#drawFreeCode();
    const { initialState } = this.#parts.game.rules;
    const beginning = { epoch: randomUUID(), serverSeq: 0, serverTime: 0, state: initialState, lastSeqs: {} };
    await this.#parts.logs.create(code, beginning);
    return { code };
  }

  async enter(enter: Enter, line: Line<State, I>): Promise<Seat | Refused> {
    const wrong = await this.#wrongCodes.get(line.address);
    if (wrong && wrong.remainingPoints <= 0) return { refused: 'too-many-wrong-codes' };
    const room = await this.#room(readCode(enter.room));
    if (room) return room.enter(enter, line);
    await isWithin(this.#wrongCodes, line.address);
    return { refused: 'unknown-room' };
  }

  /** Sends everybody away. */
  async close(): Promise<void> {
    const rooms = await Promise.all(this.#open.values());
    this.#open.clear();
    for (const room of rooms) room?.close();
  }

  async #drawFreeCode(): Promise<string> {
    for (;;) {
      const code = drawCode();
      if (!(await this.#parts.logs.open(code))) return code;
    }
  }

  /** The open room; it is opened once, however many come at the same time. */
  async #room(code: string): Promise<Room<State, I> | null> {
    const opening = this.#open.get(code) ?? this.#openRoom(code);
    this.#open.set(code, opening);
    const room = await opening.catch((error: unknown) => {
      this.#open.delete(code);
      throw error;
    });
    if (!room) this.#open.delete(code);
    return room;
  }

  async #openRoom(code: string): Promise<Room<State, I> | null> {
    const log = await this.#parts.logs.open(code);
    if (!log) return null;
    const { game, secret } = this.#parts;
    const { peoplePerRoom } = this.#limits;
    const keys = new Keys(secret, code);
    const hero = await this.#openHero(code, log);
    const heroId = this.#heroId;
    return new Room({
      code,
      game,
      hero,
      heroId,
      keys,
      patience: this.#patience,
      peoplePerRoom,
      actions: this.#actions,
    });
  }

  #openHero(code: string, log: Log<State, I>): Promise<Hero<State, I>> {
    return Hero.open({
      rules: this.#parts.game.rules,
      log,
      clientId: this.#heroId,
      now: () => Date.now(),
      drawSeed: () => randomInt(2 ** 32),
      tell: (recorded) => this.#tell(code, recorded),
      onFailure: (error) => this.#closeFailed(code, error),
    });
  }

  #tell(room: string, recorded: readonly Recorded<I>[]): void {
    this.#parts.tell(room, recorded);
    for (const line of recorded) {
      if (line.kind === 'refused') this.#parts.onRefused(line.code, { room, clientId: line.clientId });
    }
  }

  #closeFailed(code: string, error: unknown): void {
    const opening = this.#open.get(code);
    this.#open.delete(code);
    this.#parts.onFailure(code, error);
    void opening?.then(
      (room) => room?.close(),
      () => undefined,
    );
  }
}

async function isWithin(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  return limiter.consume(key).then(
    () => true,
    () => false,
  );
}
