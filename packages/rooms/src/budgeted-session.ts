import { TokenBucket, type Intent } from '@button/sync';
import type { PageConnection, Position, RoomSession, Session } from '@button/sync/hero';
import { signalRate } from './limits.ts';

/** A connection that keeps sending through a pause, beyond what can have been under way when it began, is cut. */
const MAX_IGNORED = 1_000;

export interface BudgetedSessionSetting<State, I extends Intent> {
  readonly session: Session<State, I>;
  readonly connection: PageConnection<State, I>;
  readonly actionsPerSecond: number;
  /** Passes a signal on, if the two pages may be linked. */
  readonly relay: (to: string, content: unknown) => void;
  /** The client has no session any more. */
  readonly onLeave: () => void;
}

/** A session within its budgets. */
export class BudgetedSession<State, I extends Intent> implements RoomSession {
  readonly #setting: BudgetedSessionSetting<State, I>;
  readonly #actions: TokenBucket;
  readonly #signals = new TokenBucket(signalRate, performance.now());
  #pausedUntil = 0;
  #ignored = 0;

  constructor(setting: BudgetedSessionSetting<State, I>) {
    this.#setting = setting;
    const perSecond = setting.actionsPerSecond;
    this.#actions = new TokenBucket({ atOnce: perSecond, perSecond }, performance.now());
  }

  async emit(clientSeq: number, candidate: unknown): Promise<void> {
    if (this.#mayAct()) await this.#setting.session.emit(clientSeq, candidate);
  }

  async refuse(clientSeq: number, code: string): Promise<void> {
    if (this.#mayAct()) await this.#setting.session.refuse(clientSeq, code);
  }

  /** Counted like an action, because an answer may be large. An honest page never asks that often. */
  catchUp(from: Position): void {
    if (this.#actions.take(performance.now()) === 0) this.#setting.session.catchUp(from);
    else this.#setting.connection.close();
  }

  /** Signals above the budget are lost, as on a bad network: pages try again. */
  signal(to: string, content: unknown): void {
    if (this.#signals.take(performance.now()) === 0) this.#setting.relay(to, content);
  }

  leave(): void {
    if (this.#setting.session.leave()) this.#setting.onLeave();
  }

  /** One "not now" speaks for everything that arrives until its pause ends. */
  #mayAct(): boolean {
    const now = performance.now();
    if (now < this.#pausedUntil) {
      this.#ignored += 1;
      if (this.#ignored > MAX_IGNORED) this.#setting.connection.close();
      return false;
    }
    if (this.#actions.take(now) === 0) return true;
    this.#pause(now);
    return false;
  }

  /** Until the bucket is full again: a page then sends everything that is not settled once more. */
  #pause(now: number): void {
    const retryAfter = 1_000;
    this.#pausedUntil = now + retryAfter;
    this.#ignored = 0;
    this.#setting.connection.send('notNow', { reason: 'too-many-actions', retryAfter });
  }
}
