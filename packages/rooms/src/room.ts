import { randomUUID } from 'node:crypto';
import { checkIntent, type Enter, type Hero, type Intent, type Line, type Refused, type Seat } from '@button/sync';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { Away } from './away.ts';
import type { Game } from './game.ts';
import type { Keys } from './keys.ts';
import type { Patience } from './limits.ts';
import { TakenSeat } from './seat.ts';

/** What an open room is made of. */
export interface RoomParts<State, I extends Intent> {
  readonly code: string;
  readonly game: Game<State, I>;
  readonly hero: Hero<State, I>;
  /** The clientId under which this process acts. */
  readonly heroId: string;
  readonly keys: Keys;
  readonly patience: Patience;
  readonly peoplePerRoom: number;
  /** Counts actions by clientId. */
  readonly actions: RateLimiterMemory;
}

/** One open room: who is at the door, who has a seat, who is away. What they do there is Hero's matter. */
export class Room<State, I extends Intent> {
  readonly #parts: RoomParts<State, I>;
  readonly #seats = new Map<string, TakenSeat<State, I>>();
  readonly #away = new Away();
  #atTheDoor = 0;
  #isClosed = false;

  constructor(parts: RoomParts<State, I>) {
    this.#parts = parts;
    this.#waitForThoseWhoWereHere();
  }

  /** Lets somebody in, or says why not. */
  async enter(enter: Enter, line: Line<State, I>): Promise<Seat | Refused> {
    const person = this.#whoIs(enter);
    if (person === undefined) return { refused: 'wrong-person-token' };
    if (!this.#ownsClientId(enter, person)) return { refused: 'wrong-client-key' };
    if (this.#isFullFor(enter)) return { refused: 'room-full' };
    if (this.#refusalOfArrival(enter, person)) return { refused: 'wrong-name' };
    this.#atTheDoor += 1;
    try {
      return await this.#seat(enter, person, line);
    } finally {
      this.#atTheDoor -= 1;
    }
  }

  /** Sends everybody away; their pages come back by themselves. */
  close(): void {
    this.#isClosed = true;
    this.#away.close();
    this.#parts.hero.close();
    for (const { line } of this.#seats.values()) line.close();
    this.#seats.clear();
  }

  /** Null for a page that only watches, undefined for a token that Hero did not sign. */
  #whoIs({ name, personToken }: Enter): string | null | undefined {
    if (name === null) return null;
    if (personToken === null) return randomUUID();
    return this.#parts.keys.personOf(personToken) ?? undefined;
  }

  #ownsClientId({ returning }: Enter, person: string | null): boolean {
    return !returning || this.#parts.keys.isKeyFor(returning.clientId, person, returning.clientKey);
  }

  #isFullFor({ returning }: Enter): boolean {
    const isBack = returning !== null && this.#seats.has(returning.clientId);
    return !isBack && this.#seats.size + this.#atTheDoor >= this.#parts.peoplePerRoom;
  }

  #refusalOfArrival({ name }: Enter, person: string | null): boolean {
    if (name === null || person === null) return false;
    const { game } = this.#parts;
    return 'refusal' in checkIntent(game.rules, game.arrive('somebody', person, name));
  }

  async #seat(enter: Enter, person: string | null, line: Line<State, I>): Promise<Seat> {
    const { hero, keys, actions, code } = this.#parts;
    const { returning } = enter;
    if (returning) this.#evict(returning.clientId);
    const { clientId, expired } = await hero.admit(returning, randomUUID());
    await this.#arrive(clientId, person, enter.name);
    if (this.#isClosed) throw new Error(`room ${code} was closed while somebody entered`);

    const connection = {
      clientId,
      person,
      join: () => line.join(code),
      send: line.send.bind(line),
      close: () => line.close(),
    };
    const seat = new TakenSeat(line, connection, hero, actions, (left) => this.#leave(left));
    this.#evict(clientId);
    this.#away.comeBack(clientId);
    this.#seats.set(clientId, seat);
    line.welcome({
      clientId,
      person,
      expired,
      catchUp: hero.startTelling(connection, returning),
      clientKey: keys.keyFor(clientId, person),
      personToken: person === null ? null : keys.tokenFor(person),
    });
    return seat;
  }

  /** One connection for each clientId: the newest. */
  #evict(clientId: string): void {
    const seat = this.#seats.get(clientId);
    if (!seat) return;
    this.#leave(seat);
    seat.line.close();
  }

  async #arrive(clientId: string, person: string | null, name: string | null): Promise<void> {
    const { game, hero } = this.#parts;
    if (person === null || name === null || this.#isInState(clientId)) return;
    const arrival = checkIntent(game.rules, game.arrive(clientId, person, name));
    if ('intent' in arrival) await hero.emit(arrival.intent);
  }

  #leave(seat: TakenSeat<State, I>): void {
    const { clientId } = seat.connection;
    if (this.#seats.get(clientId) !== seat) return;
    this.#seats.delete(clientId);
    this.#waitFor(clientId, this.#parts.patience.lostLink);
  }

  #waitForThoseWhoWereHere(): void {
    const { hero, heroId, patience } = this.#parts;
    for (const clientId of Object.keys(hero.official.lastSeqs)) {
      if (clientId !== heroId) this.#waitFor(clientId, patience.wake);
    }
  }

  /** Who stays away has left, and in the end their clientId is forgotten. A failure to record it closes the room. */
  #waitFor(clientId: string, patience: number): void {
    const { game, hero } = this.#parts;
    this.#away.leave(clientId, patience, () => {
      if (this.#isInState(clientId)) hero.emit(game.leave(clientId)).catch(() => undefined);
      this.#away.leave(clientId, this.#parts.patience.forget, () => {
        hero.forget(clientId).catch(() => undefined);
      });
    });
  }

  #isInState(clientId: string): boolean {
    const { game, hero } = this.#parts;
    return game.openClients(hero.official.state).includes(clientId);
  }
}
