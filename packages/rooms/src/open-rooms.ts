import { randomInt, randomUUID } from 'node:crypto';
import type { Log, Logs } from '@button/sync/log';
import { Hero, type Intent, type Recorded } from '@button/sync';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Game } from './game.ts';
import { Keys } from './keys.ts';
import type { Patience } from './limits.ts';
import { Room } from './room.ts';

/** What all rooms of a house share. */
export interface OpenRoomsParts<State, I extends Intent> {
  readonly game: Game<State, I>;
  readonly logs: Logs<I>;
  readonly tell: (room: string, recorded: readonly Recorded<I>[]) => void;
  readonly secret: string;
  readonly patience: Patience;
  readonly peoplePerRoom: number;
  /** Counts actions by clientId. */
  readonly actions: RateLimiterMemory;
  /** Counts signals between pages, by clientId. */
  readonly signals: RateLimiterMemory;
  readonly onFailure: (room: string, error: unknown) => void;
}

/** The rooms that are awake. One that is asked for is woken from its log; one that everybody has left goes to sleep. */
export class OpenRooms<State, I extends Intent> {
  readonly #parts: OpenRoomsParts<State, I>;
  readonly #awake = new Map<string, Promise<Room<State, I> | null>>();
  /** What has to end before a room may be woken. */
  readonly #busy = new Map<string, Promise<void>>();
  readonly #heroId = `hero-${randomUUID()}`;

  constructor(parts: OpenRoomsParts<State, I>) {
    this.#parts = parts;
  }

  /** How many rooms are in memory. */
  get count(): number {
    return this.#awake.size;
  }

  /** The room, or null when there is none. It is woken once, however many ask at the same time. */
  async get(code: string): Promise<Room<State, I> | null> {
    const waking = this.#awake.get(code) ?? this.#wake(code);
    this.#awake.set(code, waking);
    const room = await waking.catch((error: unknown) => {
      this.#awake.delete(code);
      throw error;
    });
    if (!room) this.#awake.delete(code);
    return room;
  }

  /** Deletes a room for good, unless it is awake. */
  async delete(code: string): Promise<void> {
    if (!this.#awake.has(code)) await this.#whileBusy(code, this.#parts.logs.delete(code));
  }

  /** Lets every room finish what it has begun, and sends everybody away. */
  async finish(): Promise<void> {
    const rooms = await Promise.all([...this.#awake.values()].map((waking) => waking.catch(() => null)));
    this.#awake.clear();
    await Promise.allSettled([...rooms.map((room) => room?.finish()), ...this.#busy.values()]);
  }

  async #wake(code: string): Promise<Room<State, I> | null> {
    await this.#busy.get(code);
    const { game, logs, secret, patience, peoplePerRoom, actions, signals } = this.#parts;
    const log = await logs.open(code);
    if (!log) return null;
    let room: Room<State, I> | null = null;
    const hero = await this.#openHero(code, log, () => room?.followState());
    room = new Room({
      ...{ code, game, hero, heroId: this.#heroId, keys: new Keys(secret, code) },
      ...{ patience, peoplePerRoom, actions, signals },
      onEmpty: (empty) => this.#sleep(code, empty),
    });
    return room;
  }

  #openHero(code: string, log: Log<I>, onChange: () => void): Promise<Hero<State, I>> {
    const { game, tell } = this.#parts;
    return Hero.open({
      ...{ rules: game.rules, log, clientId: this.#heroId },
      veto: (intent) => game.veto(intent),
      now: () => Date.now(),
      drawSeed: () => randomInt(2 ** 32),
      tell: (recorded) => {
        tell(code, recorded);
        onChange();
      },
      onFailure: (error) => this.#closeFailed(code, error),
    });
  }

  #sleep(code: string, room: Room<State, I>): void {
    this.#awake.delete(code);
    void this.#whileBusy(code, room.sleep());
  }

  async #whileBusy(code: string, work: Promise<void>): Promise<void> {
    const done = work.catch((error: unknown) => this.#parts.onFailure(code, error));
    this.#busy.set(code, done);
    await done;
    this.#busy.delete(code);
  }

  #closeFailed(code: string, error: unknown): void {
    const waking = this.#awake.get(code);
    this.#awake.delete(code);
    this.#parts.onFailure(code, error);
    void waking?.then(
      (room) => room?.fail(),
      () => undefined,
    );
  }
}
