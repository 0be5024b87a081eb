import type { Intent } from '@button/sync';
import type { Hero } from '@button/sync/hero';
import type { App } from './app.ts';
import { KeyedBuckets } from './keyed-buckets.ts';
import { KeyedTimers } from './keyed-timers.ts';
import { DOOR_DELAY, KNOCKS_PER_MINUTE, WAITING_PER_ADDRESS, WAITING_PER_ROOM } from './limits.ts';
import type { DoorView } from './page-connection.ts';

/** A person at the door. */
export interface Knock {
  readonly person: string;
  readonly name: string;
  readonly address: string;
}

/** A person who waits at the door. */
export interface Visit {
  /** The code of why they are denied, or null once they may come in. */
  readonly answer: Promise<string | null>;
  /** They wait no more. */
  leave(): void;
}

export interface DoorSetting<State, I extends Intent> {
  readonly app: App<State, I>;
  readonly hero: Hero<State, I>;
  /** What the person who keeps the door may see beside those who wait. */
  readonly view: () => Omit<DoorView, 'waiting'>;
  /** Sends this to the pages of a person. */
  readonly show: (person: string, view: DoorView) => void;
}

interface Visitor extends Knock {
  readonly answer: (denied: string | null) => void;
}

/**
 * Where people wait whom the app can let in from inside. Who waits is not in the record: the person who keeps the door is
 * told beside it, and lets somebody in by an action of the app, after which the state does not deny them any more.
 */
export class Door<State, I extends Intent> {
  readonly #setting: DoorSetting<State, I>;
  /** By person, in the order in which they came. */
  readonly #visitors = new Map<string, Visitor>();
  readonly #timers = new KeyedTimers();
  /** By address. Made when it is first needed: few rooms are ever locked. */
  #knocks: KeyedBuckets | null = null;
  #keeper: string | null = null;

  constructor(setting: DoorSetting<State, I>) {
    this.#setting = setting;
  }

  /** Null if nobody can let this person in, if too many wait already, or if this address knocks too often. */
  knock(knock: Knock): Visit | null {
    const { app } = this.#setting;
    if (!app.door || !this.#hasRoomFor(knock)) return null;
    const { closedCode } = app.door;
    // An older connection of theirs may be dead without our knowing.
    this.#answer(knock.person, closedCode);
    const answer = new Promise<string | null>((resolve) => {
      this.#visitors.set(knock.person, { ...knock, answer: resolve });
    });
    const visitor = this.#visitors.get(knock.person);
    this.change();
    return {
      answer,
      leave: () => {
        if (this.#visitors.get(knock.person) === visitor) this.#answer(knock.person, closedCode);
      },
    };
  }

  isKeptBy(person: string | null): boolean {
    return person !== null && person === this.#keeper;
  }

  /** The person who keeps the door says no. */
  turnAway(person: string): void {
    this.#answer(person, 'not-let-in');
  }

  /** The state has changed: it may not deny somebody any more, or for another reason, or somebody else keeps the door. */
  update(): void {
    const { app, hero } = this.#setting;
    if (!app.door) return;
    const { state } = hero.official;
    for (const { person } of this.#visitors.values()) {
      const refusal = app.entryRefusal?.(state, { person, hasWatchKey: false }) ?? null;
      if (refusal !== app.door.closedCode) this.#answer(person, refusal);
    }
    const keeper = app.door.keeper(state);
    if (keeper !== this.#keeper) this.change();
    this.#keeper = keeper;
  }

  /** There is something to show to the person who keeps the door. Shortly after, so that a flood of it is one message. */
  change(): void {
    if (!this.#timers.has('show')) this.#timers.set('show', DOOR_DELAY, () => this.#show());
  }

  /** Nobody waits any more: the room ends or sleeps. */
  close(): void {
    const { door } = this.#setting.app;
    if (door) for (const person of this.#visitors.keys()) this.#answer(person, door.closedCode);
    this.#timers.cancelAll();
  }

  #show(): void {
    const { view, show } = this.#setting;
    const waiting = [...this.#visitors.values()].map(({ person, name }) => ({ person, name }));
    if (this.#keeper !== null) show(this.#keeper, { waiting, ...view() });
  }

  #hasRoomFor({ address }: Knock): boolean {
    const ofAddress = [...this.#visitors.values()].filter((visitor) => visitor.address === address).length;
    if (this.#visitors.size >= WAITING_PER_ROOM || ofAddress >= WAITING_PER_ADDRESS) return false;
    this.#knocks ??= new KeyedBuckets({ tokensPerInterval: KNOCKS_PER_MINUTE, interval: 'minute' });
    return this.#knocks.take(address);
  }

  #answer(person: string, denied: string | null): void {
    const visitor = this.#visitors.get(person);
    if (!visitor) return;
    this.#visitors.delete(person);
    visitor.answer(denied);
    this.change();
  }
}
