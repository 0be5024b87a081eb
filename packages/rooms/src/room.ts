import { randomUUID } from 'node:crypto';
import { NOT_RECORDED, type Enter, type Hero, type Intent, type Line, type Refused, type Seat } from '@button/sync';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { admit } from './admission.ts';
import { Agenda } from './agenda.ts';
import { Attendance } from './attendance.ts';
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
  /** Counts signals between pages, by clientId. */
  readonly signals: RateLimiterMemory;
  /** Nobody has been here for long enough: the room may sleep. */
  readonly onEmpty: (room: Room<State, I>) => void;
}

/** Whom an empty room waits for. */
const ANYBODY = 'anybody';

/** One open room: who is at the door, who has a seat, who is away. What they do there is Hero's matter. */
export class Room<State, I extends Intent> {
  readonly #parts: RoomParts<State, I>;
  readonly #seats = new Map<string, TakenSeat<State, I>>();
  readonly #away = new Away();
  readonly #attendance: Attendance<State, I>;
  readonly #agenda: Agenda<I>;
  #atTheDoor = 0;
  #isClosed = false;

  constructor(parts: RoomParts<State, I>) {
    this.#parts = parts;
    // A failure to record it closes the room; opened again, it sets the alarm again.
    this.#agenda = new Agenda((intent) => void parts.hero.emit(intent).catch(() => undefined));
    this.#attendance = new Attendance(parts, this.#away);
    this.#attendance.waitForThoseWhoWereHere();
    this.#waitForAnybody();
    this.followState();
  }

  /** The state has changed: Hero may have something to do, and somebody may not be here any more. */
  followState(): void {
    if (this.#isClosed) return;
    const { game, hero } = this.#parts;
    const { state } = hero.official;
    this.#agenda.follow(game.alarms(state));
    for (const { line, connection } of this.#seats.values()) {
      if (game.entryRefusal(state, { person: connection.person, isNewcomer: false }) !== null) line.close();
    }
  }

  /** Lets somebody in, or says why not. */
  async enter(enter: Enter, line: Line<State, I>): Promise<Seat | Refused> {
    const { keys, game, hero } = this.#parts;
    const admitted = admit(keys, game, hero.official.state, enter);
    if ('refused' in admitted) return admitted;
    if (this.#isFullFor(enter)) return { refused: 'room-full' };
    this.#atTheDoor += 1;
    this.#away.comeBack(ANYBODY);
    try {
      return await this.#seat(enter, admitted.person, line);
    } finally {
      this.#atTheDoor -= 1;
      this.#waitForAnybody();
    }
  }

  /** The log has failed: everybody is told so and sent away; their pages come back by themselves. */
  fail(): void {
    for (const { line } of this.#seats.values()) line.send(NOT_RECORDED);
    this.#close();
  }

  /** Takes nothing more, finishes what has begun, and sends everybody away. */
  async finish(): Promise<void> {
    this.#stop();
    await this.#parts.hero.finish().finally(() => this.#close());
  }

  /** Everybody was away for long: they have left, they are forgotten, and what remains is a snapshot. */
  async sleep(): Promise<void> {
    this.#stop();
    const { game, hero, heroId } = this.#parts;
    const { state, lastSeqs } = hero.official;
    const leaving = game.openClients(state).map((clientId) => hero.emit(game.leave(clientId)));
    const forgetting = Object.keys(lastSeqs).filter((clientId) => clientId !== heroId);
    await Promise.all([...leaving, ...forgetting.map((clientId) => hero.forget(clientId))]);
    await this.finish();
  }

  #stop(): void {
    this.#isClosed = true;
    this.#away.close();
    this.#agenda.close();
    for (const seat of this.#seats.values()) seat.stop();
  }

  #close(): void {
    this.#stop();
    this.#parts.hero.close();
    for (const { line } of this.#seats.values()) line.close();
    this.#seats.clear();
  }

  #isFullFor({ returning }: Enter): boolean {
    const isBack = returning !== null && this.#seats.has(returning.clientId);
    return !isBack && this.#seats.size + this.#atTheDoor >= this.#parts.peoplePerRoom;
  }

  async #seat(enter: Enter, person: string | null, line: Line<State, I>): Promise<Seat> {
    const { hero, keys, code } = this.#parts;
    const { returning } = enter;
    if (returning) this.#evict(returning.clientId);
    const { clientId, expired } = await hero.admit(returning, randomUUID());
    if (person !== null && enter.name !== null) await this.#attendance.enter(clientId, person, enter.name);
    if (this.#isClosed) throw new Error(`room ${code} was closed while somebody entered`);

    const connection = {
      clientId,
      person,
      join: () => line.join(code),
      send: line.send.bind(line),
      close: () => line.close(),
    };
    const seat = new TakenSeat(line, connection, hero, this.#parts, this.#relay, (left) => this.#leave(left));
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

  /** From page to page, where the game lets both link directly; anything else is lost. */
  readonly #relay = ({ connection: { clientId, person } }: TakenSeat<State, I>, to: string, content: unknown): void => {
    const mayLink = this.#parts.game.mayLink(this.#parts.hero.official.state);
    if (person === null || !mayLink.includes(clientId) || !mayLink.includes(to)) return;
    this.#seats.get(to)?.line.signal({ from: { clientId, person }, content });
  };

  /** One connection for each clientId: the newest. */
  #evict(clientId: string): void {
    const seat = this.#seats.get(clientId);
    if (!seat) return;
    this.#leave(seat);
    seat.line.close();
  }

  #leave(seat: TakenSeat<State, I>): void {
    const { clientId } = seat.connection;
    if (this.#seats.get(clientId) !== seat) return;
    this.#seats.delete(clientId);
    this.#parts.hero.stopTelling(seat.connection);
    this.#attendance.waitFor(clientId, this.#parts.patience.lostLink);
    this.#waitForAnybody();
  }

  #waitForAnybody(): void {
    if (this.#isClosed || this.#seats.size + this.#atTheDoor > 0) return;
    this.#away.leave(ANYBODY, this.#parts.patience.sleep, () => this.#parts.onEmpty(this));
  }
}
