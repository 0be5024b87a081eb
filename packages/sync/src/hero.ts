import { HERO, type Intent } from './action.ts';
import type { Connection, Denied, JoinRequest, Session } from './hero/session.ts';
import { upgrade } from './hero/upgrade.ts';
import type { CatchUp, Position, Returning } from './messages.ts';
import type { Appended, Log } from './record/log.ts';
import { apply, clientsOf, snapshotOf, type Entry, type Official, type Recorded } from './record/record.ts';
import type { Rules } from './rules.ts';

/** Sent to all sessions of a room, and to pages that enter it, when its log has failed. The next page opens it again. */
export const NOT_RECORDED = ['not-recorded', 1_000] as const;

/** Hero's dependencies, handed in so that it stays pure. */
export interface HeroSetting<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly log: Log<I>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 32 random bits: 0 … 2³² − 1. */
  readonly drawSeed: () => number;
  /** Called once, if the log fails: every session got "not now" and has ended. Open the room again from its log. */
  readonly onFailure: (error: unknown) => void;
  /** The minimum number of lines kept for catching up, and the number of lines between two snapshots. */
  readonly tailLength: number;
}

/**
 * The referee of one room. The log puts actions in order; Hero applies them, as everyone does, and broadcasts them.
 *
 * @example
 * const hero = await Hero.open({ rules, log, now, drawSeed, onFailure, tailLength: 1000 });
 * hero.subscribe((lines) => broadcaster.broadcast(room, lines));
 * const session = await hero.join({ connection, person: 'bob', returning: null });
 * if ('emit' in session) socket.on('emit', ({ clientSeq, action }) => session.emit(clientSeq, action));
 */
export class Hero<State, I extends Intent> {
  readonly #setting: HeroSetting<State, I>;
  readonly #sessions = new Map<number, Session<State, I>>();
  /** Clients from which a line may come without a session: once for each join and leave under way, and Hero for good. */
  #others: number[] = [];
  /** The `clientSeq` from which a session was asked to send again, so that a burst behind a gap is answered once. */
  readonly #askedFrom = new WeakMap<Session<State, I>, number>();
  readonly #listeners: ((lines: readonly Recorded<I>[]) => void)[] = [];
  #official: Official<State>;
  /** The newest lines of the record, for clients that catch up. */
  #tail: Recorded<I>[] = [];
  #savedAt: number;
  #clientId = 0;
  /** Pages that only watch have numbers below 0, which are in no line of the record. */
  #lastWatcher = 0;
  #clientSeq = 0;
  #lastAppend: Promise<unknown> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;
  #phase: 'open' | 'finishing' | 'closed' = 'open';

  private constructor(setting: HeroSetting<State, I>, official: Official<State>) {
    this.#setting = setting;
    this.#official = official;
    this.#savedAt = official.serverSeq;
  }

  /**
   * Opens the room from its log.
   * @throws UnusableState if the saved state is damaged, or of newer rules.
   */
  static async open<State, I extends Intent>(setting: HeroSetting<State, I>): Promise<Hero<State, I>> {
    const { log, rules } = setting;
    const snapshot = upgrade(rules, await log.snapshot());
    const hero = new Hero(setting, { ...snapshot, clients: clientsOf(snapshot) });
    const tailBegins = Math.max(log.truncatedTo, hero.#official.serverSeq - setting.tailLength);
    hero.#unsubscribe = await log.subscribe(tailBegins, (lines) => hero.#handleRecorded(lines));
    hero.#clientId = await hero.#appendJoin(HERO);
    hero.#others = [hero.#clientId];
    return hero;
  }

  /** The official state, its place in the record, and the clients from which actions are accepted. */
  get official(): Official<State> {
    return this.#official;
  }

  /** The connected pages, by clientId. */
  get sessions(): ReadonlyMap<number, Session<State, I>> {
    return this.#sessions;
  }

  /**
   * Notifies the listener of every line that is recorded from here on, after Hero's own state has changed. It is how lines
   * get to everyone in the room: rooms pass them to transport's `Broadcaster`.
   */
  subscribe(listener: (lines: readonly Recorded<I>[]) => void): void {
    this.#listeners.push(listener);
  }

  /**
   * The only way in. Records the join of a new client and anything that `arrive` records; then, in one turn of the event loop,
   * an older session of this client ends, the connection is subscribed and the welcome is sent: no line is missed, none
   * is sent twice.
   * @throws if nothing could be recorded.
   */
  async join(request: JoinRequest<State, I>): Promise<Session<State, I> | Denied> {
    const { connection, person, returning, arrive } = request;
    // Its own forgetting may be on its way to the disk.
    if (returning) await this.#lastAppend;
    const continued = returning && this.#canContinue(returning) ? returning : null;
    const clientId = continued?.clientId ?? (person === null ? --this.#lastWatcher : await this.#appendJoin(person));
    if (continued || person === null) this.#others.push(clientId);
    try {
      const denied = (await arrive?.(clientId)) ?? null;
      if (denied !== null && !continued) await this.forget(clientId);
      if (denied !== null) return { denied };
      // From here on nothing is awaited: a line recorded meanwhile would be missed, or sent twice.
      if (this.#phase !== 'open') throw new Error('This room was closed during the join.');
      const older = this.#sessions.get(clientId);
      const session = this.#openSession(clientId, connection);
      older?.connection.close();
      connection.subscribe();
      connection.welcome({ clientId, catchUp: this.#bringToNow(continued, returning?.clientId ?? clientId) });
      return session;
    } finally {
      this.#removeOther(clientId);
    }
  }

  /**
   * Records an action of a client: as itself or, if Hero rejects it, as a refusal. A duplicate is dropped; at a gap the
   * client is asked to send again; if nothing could be recorded, `onFailure` is called. Never throws. From this call to
   * the log's `append` nothing is awaited: arrival order is call order.
   */
  async handleActionFromClient(session: Session<State, I>, clientSeq: number, candidate: unknown): Promise<void> {
    await this.#record(session, this.#entryFor(session, clientSeq, candidate));
  }

  /** Hero acts by emitting. Resolves when the action is official. */
  async emit(intent: I): Promise<void> {
    await this.#append({ kind: 'action', clientId: this.#clientId, clientSeq: ++this.#clientSeq, action: intent });
  }

  /** Records the decision to accept nothing more from a client that was away too long. */
  async forget(clientId: number): Promise<void> {
    const clientSeq = this.#official.clients.get(clientId)?.clientSeq;
    if (clientSeq !== undefined) await this.#append({ kind: 'forget', clientId, clientSeq });
  }

  /** Accepts nothing more from clients, waits until all appended entries are broadcast, and saves a snapshot. */
  async finish(): Promise<void> {
    // Stryker disable next-line StringLiteral: only 'open' and 'closed' make a difference
    this.#phase = 'finishing';
    await this.#lastAppend;
    if (this.#savedAt < this.#official.serverSeq) await this.#save();
  }

  /** Unsubscribes from the log, and ends every session. */
  close(): void {
    this.#phase = 'closed';
    this.#unsubscribe();
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const { connection } of sessions) connection.close();
  }

  /**
   * A client that the record does not list has expired. In another epoch, its clientId may have been given to another
   * page; and counting an action twice is worse than refusing it.
   */
  #canContinue({ clientId, epoch, serverSeq }: Returning): boolean {
    const { official } = this;
    return epoch === official.epoch && official.clients.has(clientId) && (serverSeq ?? 0) <= official.serverSeq;
  }

  #openSession(clientId: number, connection: Connection<State, I>): Session<State, I> {
    const session: Session<State, I> = {
      clientId,
      connection,
      emit: (clientSeq, candidate) => this.handleActionFromClient(session, clientSeq, candidate),
      refuse: (clientSeq, code) => this.#record(session, { kind: 'refused', clientId, clientSeq, code }),
      catchUp: (from) => connection.caughtUp(this.#bringToNow(from, clientId)),
      leave: () => this.#leave(session),
    };
    this.#sessions.set(clientId, session);
    return session;
  }

  #leave(session: Session<State, I>): boolean {
    const { clientId } = session;
    if (this.#sessions.get(clientId) !== session) return false;
    this.#others.push(clientId);
    void this.#lastAppend.finally(() => this.#removeOther(clientId));
    return this.#sessions.delete(clientId);
  }

  #removeOther(clientId: number): void {
    this.#others.splice(this.#others.indexOf(clientId), 1);
  }

  /** A snapshot lists the asker, and the clients from which a line may come; the full list would grow without bound. */
  #bringToNow(from: Position | null, asker: number): CatchUp<State, I> {
    const { epoch, serverSeq, clients } = this.#official;
    const missing = from?.epoch === epoch && from.serverSeq !== null ? serverSeq - from.serverSeq : Infinity;
    if (missing >= 0 && missing <= this.#tail.length) return { tail: this.#tail.slice(this.#tail.length - missing) };
    const listed = new Set([...this.#sessions.keys(), ...this.#others, asker]);
    const entries = [...listed].flatMap((clientId) => {
      const client = clients.get(clientId);
      return client ? [[clientId, { ...client }] as const] : [];
    });
    return { snapshot: { ...this.#official, clients: entries } };
  }

  /** The payload is checked first. Permission is decided by the mutations. */
  #entryFor({ clientId }: Session<State, I>, clientSeq: number, candidate: unknown): Entry<I> {
    const refused = (code: string): Entry<I> => ({ kind: 'refused', clientId, clientSeq, code });
    const validated = this.#setting.rules.validate(candidate);
    if ('refusal' in validated) return refused(validated.refusal);
    return { kind: 'action', clientId, clientSeq, action: validated.intent };
  }

  async #record(session: Session<State, I>, entry: Entry<I>): Promise<void> {
    if (this.#phase !== 'open' || this.#sessions.get(session.clientId) !== session) return;
    // `#append` has reported a failure already: to `onFailure`, and to every session.
    const appended = await this.#append(entry).catch(() => undefined);
    if (appended?.kind === 'expired') session.connection.close();
    if (appended?.kind !== 'gap' || this.#askedFrom.get(session) === appended.expected) return;
    this.#askedFrom.set(session, appended.expected);
    session.connection.sendAgain(appended.expected);
  }

  /** Records the join of a new client, and resolves to its clientId. */
  async #appendJoin(person: string | null): Promise<number> {
    const appended = await this.#append({ kind: 'join', person });
    if (appended.kind !== 'recorded') throw new Error('A join is always next.');
    return appended.serverSeq;
  }

  async #append(entry: Entry<I>): Promise<Appended> {
    const { rules, log, now, drawSeed } = this.#setting;
    const seed = entry.kind === 'action' && rules.isSeeded(entry.action.type) ? { seed: drawSeed() } : {};
    const appended = log.append(entry, { time: now(), ...seed });
    this.#lastAppend = appended.catch((error: unknown) => this.#fail(error));
    return appended;
  }

  #fail(error: unknown): void {
    if (this.#phase === 'closed') return;
    for (const { connection } of this.#sessions.values()) connection.notNow(...NOT_RECORDED);
    this.close();
    this.#setting.onFailure(error);
  }

  /**
   * The log confirms that these are recorded: only now do they change Hero's state, and only now are they broadcast.
   * While the room opens, lines that the snapshot covers arrive too: they only become part of the tail.
   */
  #handleRecorded(lines: readonly Recorded<I>[]): void {
    const news: Recorded<I>[] = [];
    this.#official = apply(this.#setting.rules, this.#official, lines, ({ line }) => news.push(line)).official;
    for (const { kind, clientId } of news) if (kind === 'join') this.#others.push(clientId);
    // The oldest are dropped in bulk: dropping them one by one would copy the tail for each line.
    this.#tail.push(...lines);
    if (this.#tail.length > 2 * this.#setting.tailLength) this.#tail = this.#tail.slice(-this.#setting.tailLength);
    for (const listener of this.#listeners) listener(news);
    const isDue = this.#official.serverSeq - this.#savedAt >= this.#setting.tailLength;
    if (isDue) this.#save().catch((error: unknown) => this.#fail(error));
  }

  #save(): Promise<void> {
    const { log, rules, tailLength } = this.#setting;
    this.#savedAt = this.#official.serverSeq;
    const truncateTo = Math.max(log.truncatedTo, this.#savedAt - tailLength);
    return log.save({ ...snapshotOf(this.#official), version: rules.version }, truncateTo);
  }
}
