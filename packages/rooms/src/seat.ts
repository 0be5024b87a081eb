import type { Connection, Hero, Intent, Line, Position, Seat } from '@button/sync';
import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';

/** A seat that somebody took: what comes on their line goes to Hero in their name, as long as they sit on it. */
export class TakenSeat<State, I extends Intent> implements Seat {
  readonly line: Line<State, I>;
  readonly connection: Connection<State, I>;
  readonly #hero: Hero<State, I>;
  readonly #actions: RateLimiterMemory;
  readonly #signals: RateLimiterMemory;
  readonly #relay: (from: TakenSeat<State, I>, to: string, content: unknown) => void;
  readonly #onLeave: (seat: TakenSeat<State, I>) => void;
  #isStopped = false;

  constructor(
    line: Line<State, I>,
    connection: Connection<State, I>,
    hero: Hero<State, I>,
    { actions, signals }: { readonly actions: RateLimiterMemory; readonly signals: RateLimiterMemory },
    relay: (from: TakenSeat<State, I>, to: string, content: unknown) => void,
    onLeave: (seat: TakenSeat<State, I>) => void,
  ) {
    this.line = line;
    this.connection = connection;
    this.#hero = hero;
    this.#actions = actions;
    this.#signals = signals;
    this.#relay = relay;
    this.#onLeave = onLeave;
  }

  emit(clientSeq: number, candidate: unknown): void {
    this.#unlessTooFast(() => this.#hero.handleActionFromClient(this.connection, clientSeq, candidate));
  }

  refuse(clientSeq: number, code: string): void {
    this.#unlessTooFast(() => this.#hero.refuse(this.connection, clientSeq, code));
  }

  /** Counted like an action, because an answer may be large. No page with a good heart asks that often. */
  catchUp(from: Position): void {
    void this.#actions.consume(this.connection.clientId).then(
      () => this.line.send({ kind: 'caughtUp', catchUp: this.#hero.catchUp(this.connection, from) }),
      () => this.line.close(),
    );
  }

  /** Too many are lost, as if they had never arrived: pages try again. */
  signal(to: string, content: unknown): void {
    void this.#signals.consume(this.connection.clientId).then(
      () => this.#relay(this, to, content),
      () => undefined,
    );
  }

  leave(): void {
    this.#onLeave(this);
  }

  /** Takes nothing more: the room is closing, and whoever sits here sends again to the next one. */
  stop(): void {
    this.#isStopped = true;
  }

  #unlessTooFast(record: () => Promise<void>): void {
    void this.#actions.consume(this.connection.clientId).then(
      () => (this.#isStopped ? undefined : record()),
      (reason: unknown) => {
        const retryAfter = reason instanceof RateLimiterRes ? reason.msBeforeNext : 1000;
        this.line.send({ kind: 'notNow', reason: 'too-many-actions', retryAfter });
      },
    );
  }
}
