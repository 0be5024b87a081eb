import type { Intent } from '@button/sync';
import type { Denied, Position, Session } from '@button/sync/hero';
import { RateLimiter, type RateLimiterOpts } from 'limiter';
import { signalRate } from './limits.ts';
import type { PageConnection } from './page-connection.ts';

/** The page then sends all that is not settled once more, so the pause lasts until the bucket is full again. */
const PAUSE = 1_000;
/** A page's timer may be early. An action that arrives just before the end would never be answered. */
const EARLY = 100;
/** A page with hundreds of unsettled actions stays below this: a connection that sends more during pauses is closed. */
const ignoredRate: RateLimiterOpts = { tokensPerInterval: 5_000, interval: 'minute' };

export interface BudgetedSessionSetting<State, I extends Intent> {
  readonly session: Session<State, I>;
  readonly connection: PageConnection<State, I>;
  readonly actionsPerSecond: number;
  /** Whether the app lets the client link directly to others. */
  readonly mayLink: (clientId: number) => boolean;
  /** Takes an action from the budget that all pages of the room share; returns whether there was one. */
  readonly takeActionOfRoom: () => boolean;
  /** Passes a signal on to another client, if the two may be linked. */
  readonly relay: (from: number, to: number, content: unknown) => void;
  /** Sends away a person who waits at the door, or with null all pages that only watch, if this client may. */
  readonly sendAway: (from: number, person: string | null) => void;
  /** Called when the client has left and has no newer session. */
  readonly onLeave: (clientId: number) => void;
}

/** A page that was let in, kept within its budgets of actions and signals. */
export class BudgetedSession<State, I extends Intent> {
  readonly #setting: BudgetedSessionSetting<State, I>;
  /** Each is made when it is first needed: many pages only watch, and most send no signals. */
  #actions: RateLimiter | null = null;
  #signals: RateLimiter | null = null;
  #ignored: RateLimiter | null = null;
  #pausedUntil = 0;

  constructor(setting: BudgetedSessionSetting<State, I>) {
    this.#setting = setting;
  }

  async emit(clientSeq: number, candidate: unknown): Promise<void> {
    if (this.#mayAct()) await this.#setting.session.emit(clientSeq, candidate);
  }

  async refuse(clientSeq: number, code: string): Promise<void> {
    if (this.#mayAct()) await this.#setting.session.refuse(clientSeq, code);
  }

  /** Takes from the budget of actions, because an answer may be large. An honest page never exceeds it this way. */
  catchUp(from: Position): void {
    if (this.#takeAction()) this.#setting.session.catchUp(from);
    else this.#setting.connection.close();
  }

  /** Signals above the budget are lost, as on a bad network, and pages cope with that: they try again. */
  signal(to: number, content: unknown): void {
    if (this.#takeSignal()) this.#setting.relay(this.#setting.session.clientId, to, content);
  }

  /** Takes from the budget of signals. A page that may not link gets no answer. */
  askIceServers(): void {
    const { session, connection, mayLink } = this.#setting;
    if (this.#takeSignal() && mayLink(session.clientId)) connection.iceServersFor(session.clientId);
  }

  /** Takes from the budget of actions. One above it does nothing: the person presses again. */
  sendAway(person: string | null): void {
    if (this.#takeAction()) this.#setting.sendAway(this.#setting.session.clientId, person);
  }

  /** The connection is gone. */
  leave(): void {
    const { session, onLeave } = this.#setting;
    if (session.leave()) onLeave(session.clientId);
  }

  #takeSignal(): boolean {
    this.#signals ??= new RateLimiter(signalRate);
    return this.#signals.tryRemoveTokens(1);
  }

  #takeAction(): boolean {
    this.#actions ??= new RateLimiter({ tokensPerInterval: this.#setting.actionsPerSecond, interval: 'second' });
    return this.#actions.tryRemoveTokens(1) && this.#setting.takeActionOfRoom();
  }

  /** One "not now" speaks for everything that arrives until its pause ends. */
  #mayAct(): boolean {
    const now = performance.now();
    if (now < this.#pausedUntil) {
      this.#ignored ??= new RateLimiter(ignoredRate);
      if (!this.#ignored.tryRemoveTokens(1)) this.#setting.connection.close();
      return false;
    }
    if (this.#takeAction()) return true;
    this.#pausedUntil = now + PAUSE - EARLY;
    this.#setting.connection.notNow('too-many-actions', PAUSE);
    return false;
  }
}

/** A page that is let in, denied, or waits at the door until one of the two happens. */
export type EntryAnswer<State, I extends Intent> =
  | BudgetedSession<State, I>
  | Denied
  | {
      readonly waiting: Promise<BudgetedSession<State, I> | Denied>;
      /** The connection is gone. */
      readonly leave: () => void;
    };
