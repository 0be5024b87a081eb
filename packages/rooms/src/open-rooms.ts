import { randomInt } from 'node:crypto';
import { HERO, type Intent, type Rules } from '@button/sync';
import { Hero } from '@button/sync/hero';
import type { Log, Logs, Recorded } from '@button/sync/log';
import { Credentials } from './credentials.ts';
import { RoomClock } from './room-clock.ts';
import { Room, type RoomSetting } from './room.ts';

/** How many lines a page may have missed and still catch up without a snapshot. */
const TAIL_LENGTH = 1_000;

export interface OpenRoomsSetting<State, I extends Intent> extends RoomSetting<State, I> {
  readonly logs: Logs<I>;
  readonly broadcast: (room: string, lines: readonly Recorded<I>[]) => void;
  /** Two people are in the room. */
  readonly onShared: (room: string) => void;
}

/** The rooms that are awake. A room is woken from its log when it is asked for, and put to sleep when it stays empty. */
export class OpenRooms<State, I extends Intent> {
  readonly #setting: OpenRoomsSetting<State, I>;
  readonly #awake = new Map<string, Promise<Room<State, I> | null>>();
  /** Those of them whose log has been read. */
  readonly #read = new Map<string, Room<State, I>>();
  /** By room: work on its log that has to end before the room may be woken. */
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(setting: OpenRoomsSetting<State, I>) {
    this.#setting = setting;
  }

  /** How many rooms are awake. */
  get count(): number {
    return this.#awake.size;
  }

  /** The room, or null if it does not exist. Calls for one room at the same time wake it once. */
  async get(code: string): Promise<Room<State, I> | null> {
    const waking = this.#awake.get(code) ?? this.#wake(code);
    this.#awake.set(code, waking);
    const room = await waking.catch((error: unknown) => {
      this.#drop(code);
      throw error;
    });
    if (!room) this.#drop(code);
    return room;
  }

  /** Whether a page is in this room from this address. Takes as long for a room that does not exist. */
  hasPageFrom(address: string, code: string): boolean {
    return this.#read.get(code)?.hasPageFrom(address) ?? false;
  }

  /** Deletes a room for good, unless it is in use; resolves to whether it did. */
  async delete(code: string): Promise<boolean> {
    return !this.#awake.has(code) && !this.#busy.has(code) && this.#whileBusy(code, this.#setting.logs.delete(code));
  }

  /** Lets every room record the actions under way, and ends every session. */
  async finish(): Promise<void> {
    const rooms = await Promise.all([...this.#awake.values()].map((waking) => waking.catch(() => null)));
    this.#awake.clear();
    this.#read.clear();
    await Promise.allSettled([...rooms.map((room) => room?.finish()), ...this.#busy.values()]);
  }

  async #wake(code: string): Promise<Room<State, I> | null> {
    await this.#busy.get(code);
    const log = await this.#setting.logs.open(code);
    if (!log) return null;
    const hero = await this.#openHero(code, log);
    const onEmpty = (empty: Room<State, I>) => this.#sleep(code, empty);
    const credentials = new Credentials(this.#setting.secret, { code, id: log.id });
    const room = new Room(this.#setting, { code, credentials, hero, onEmpty });
    this.#read.set(code, room);
    return room;
  }

  #drop(code: string): void {
    this.#awake.delete(code);
    this.#read.delete(code);
  }

  async #openHero(code: string, log: Log<I>): Promise<Hero<State, I>> {
    const { broadcast } = this.#setting;
    const clock = new RoomClock();
    const hero = await Hero.open({
      rules: this.#preparingRules(code),
      log,
      now: clock.now,
      drawSeed: () => randomInt(2 ** 32),
      onFailure: (error) => this.#closeFailed(code, error),
      tailLength: TAIL_LENGTH,
    });
    clock.continueFrom(hero.official.serverTime);
    // First, so that lines go out before anything that they cause.
    hero.subscribe(broadcast.bind(null, code));
    this.#watchForTwo(code, hero);
    return hero;
  }

  /** Once two people have met in a room, it is kept: it never makes way for another one. */
  #watchForTwo(code: string, hero: Hero<State, I>): void {
    let isShared = false;
    hero.subscribe((lines) => {
      if (isShared || !lines.some(({ kind }) => kind === 'join')) return;
      const people = new Set([...hero.official.clients.values()].map(({ person }) => person));
      for (const nobody of [HERO, null]) people.delete(nobody);
      isShared = people.size > 1;
      if (isShared) void this.#markShared(code);
    });
  }

  async #markShared(code: string): Promise<void> {
    this.#setting.onShared(code);
    await this.#setting.logs.markShared(code).catch((error: unknown) => this.#setting.onFailure(code, error));
  }

  /** An app that throws has made a mistake: it is reported, and the page gets an answer all the same. */
  #preparingRules(code: string): Rules<State, I> {
    const { app, onFailure } = this.#setting;
    const validate: Rules<State, I>['validate'] = (candidate) => {
      const validated = app.rules.validate(candidate);
      if ('refusal' in validated) return validated;
      try {
        return app.prepare?.(validated.intent) ?? validated;
      } catch (error) {
        onFailure(code, error);
        return { refusal: 'prepare-failed' };
      }
    };
    return { ...app.rules, validate };
  }

  #sleep(code: string, room: Room<State, I>): void {
    this.#drop(code);
    void this.#whileBusy(code, room.sleep());
  }

  /** Resolves to whether the work succeeded; a failure is reported. */
  async #whileBusy(code: string, work: Promise<void>): Promise<boolean> {
    const done = work.then(
      () => true,
      (error: unknown) => {
        this.#setting.onFailure(code, error);
        return false;
      },
    );
    this.#busy.set(code, done);
    const isDone = await done;
    this.#busy.delete(code);
    return isDone;
  }

  #closeFailed(code: string, error: unknown): void {
    const waking = this.#awake.get(code);
    this.#drop(code);
    this.#setting.onFailure(code, error);
    void waking?.then(
      (room) => room?.stop(),
      () => undefined,
    );
  }
}
