import { HERO, type Intent } from './action.ts';
import type { Appended, Log } from './log.ts';
import type { CatchUp, MessageToClient, Position, Returning, Welcome } from './messages.ts';
import { checkIntent, type Rules } from './mutate.ts';
import { follow, lastSeqOf, type Entry, type Recorded, type Snapshot } from './record.ts';

/** An open page, as Hero sees it. Messages to it arrive in order, or the connection is lost. */
export interface Connection<State, I extends Intent> {
  readonly clientId: string;
  /** Whom Hero holds responsible for what comes from it; null when it only watches. */
  readonly person: string | null;
  /** From here on, and not a line earlier, it is told what everyone is told. */
  join(): void;
  send(message: MessageToClient<State, I>): void;
  /** Ends it; the page comes back by itself and is admitted anew. */
  close(): void;
}

/** What Hero needs of the world, so that it stays pure. */
export interface HeroSetting<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  readonly log: Log<State, I>;
  /** Tells all connections that joined. */
  readonly tell: (recorded: readonly Recorded<I>[]) => void;
  /** The clientId under which this process acts. */
  readonly clientId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 32 random bits: 0 … 2³² − 1. */
  readonly drawSeed: () => number;
  /** Called once, when the log failed: nothing goes on until this room has been opened anew from it. */
  readonly onFailure: (error: unknown) => void;
  /** How many lines of the record are kept at hand for catching up; a snapshot is saved as often. 1000 by default. */
  readonly tailLength?: number;
}

/** The referee of one room. The log puts actions in order; Hero follows it, as everyone does, and tells everyone. */
export class Hero<State, I extends Intent> {
  readonly #setting: HeroSetting<State, I>;
  readonly #tailLength: number;
  #official: Snapshot<State>;
  #tail: readonly Recorded<I>[] = [];
  #clientSeq = 0;
  #unsaved = 0;
  #isOpen = false;
  #hasFailed = false;
  #stop: () => void = () => undefined;
  /** Where a connection was asked to send again from, so that a burst behind a gap is answered once. */
  readonly #askedFrom = new WeakMap<Connection<State, I>, number>();

  private constructor(setting: HeroSetting<State, I>, snapshot: Snapshot<State>) {
    this.#setting = setting;
    this.#tailLength = setting.tailLength ?? 1000;
    this.#official = snapshot;
  }

  /** Opens the room as its log has it. */
  static async open<State, I extends Intent>(setting: HeroSetting<State, I>): Promise<Hero<State, I>> {
    const snapshot = await setting.log.snapshot();
    const hero = new Hero(setting, snapshot);
    hero.#stop = await setting.log.follow(snapshot.serverSeq, (recorded) => hero.#handleRecorded(recorded));
    hero.#clientSeq = lastSeqOf(hero.#official.lastSeqs, setting.clientId) ?? 0;
    hero.#isOpen = true;
    await hero.#append({ kind: 'welcome', clientId: setting.clientId, clientSeq: 0 });
    return hero;
  }

  /** The official state, where it is in the record, and whose actions are in it. */
  get official(): Snapshot<State> {
    return this.#official;
  }

  /**
   * Under which clientId a page goes on: its old one where the record still has it, else `fresh`, which is recorded
   * before it is told. A clientId that the record does not list has expired, whatever the epoch: Hero cannot tell one
   * that it forgot from one whose welcome a restored backup does not have, and to count twice is worse than to refuse.
   */
  async admit(returning: Returning | null, fresh: string): Promise<Pick<Welcome<State, I>, 'clientId' | 'expired'>> {
    const { epoch, serverSeq, lastSeqs } = this.#official;
    const expired = returning !== null && lastSeqOf(lastSeqs, returning.clientId) === undefined;
    const goesOn = returning !== null && !expired && returning.epoch === epoch && returning.serverSeq <= serverSeq;
    if (goesOn) return { clientId: returning.clientId, expired };
    await this.#append({ kind: 'welcome', clientId: fresh, clientSeq: 0 });
    return { clientId: fresh, expired };
  }

  /** Brings a connection to now, and tells it everything from there on: no line is missed, none told twice. */
  startTelling(connection: Connection<State, I>, returning: Returning | null): CatchUp<State, I> {
    connection.join();
    return this.catchUp(returning?.clientId === connection.clientId ? returning : null);
  }

  /** What somebody at this position needs to be where Hero is: the tail where it reaches, else a snapshot. */
  catchUp(from: Position | null): CatchUp<State, I> {
    const { epoch, serverSeq } = this.#official;
    const missed = from?.epoch === epoch ? serverSeq - from.serverSeq : -1;
    const isInReach = missed >= 0 && missed <= this.#tail.length;
    return isInReach ? { tail: this.#tail.slice(this.#tail.length - missed) } : { snapshot: this.#official };
  }

  /**
   * Puts what a client wants into the record: as itself or, when Hero will not have it, as a refusal. Duplicates are
   * dropped; a gap is asked for; when nothing could be recorded, the client is told so. Never throws.
   */
  async handleActionFromClient(client: Connection<State, I>, clientSeq: number, candidate: unknown): Promise<void> {
    const verdict = this.#judge(client, candidate);
    return this.#record(client, { clientId: client.clientId, clientSeq, ...verdict });
  }

  /** Puts a refusal into the record for something that was not even looked at, so that its client moves on. */
  async refuse(client: Connection<State, I>, clientSeq: number, code: string): Promise<void> {
    return this.#record(client, { clientId: client.clientId, clientSeq, kind: 'refused', code });
  }

  /** Hero acts by emitting. Resolves when the action is official. */
  async emit(intent: I): Promise<void> {
    const id = { clientId: this.#setting.clientId, clientSeq: ++this.#clientSeq };
    await this.#append({ kind: 'action', ...id, action: { ...intent, person: HERO } });
  }

  /** The recorded decision that nothing more is taken from a client that was away too long. */
  async forget(clientId: string): Promise<void> {
    const clientSeq = lastSeqOf(this.#official.lastSeqs, clientId);
    if (clientSeq !== undefined) await this.#append({ kind: 'forget', clientId, clientSeq });
  }

  /** Stops following. Whoever calls it has ended the connections. */
  close(): void {
    this.#stop();
  }

  #judge({ person }: Connection<State, I>, candidate: unknown) {
    if (person === null) return { kind: 'refused', code: 'watching' } as const;
    const checked = checkIntent(this.#setting.rules, candidate);
    if ('refusal' in checked) return { kind: 'refused', code: checked.refusal } as const;
    return { kind: 'action', action: { ...checked.intent, person } } as const;
  }

  async #record(client: Connection<State, I>, entry: Entry<I>): Promise<void> {
    try {
      this.#answer(client, await this.#append(entry));
    } catch {
      client.send({ kind: 'notNow', from: entry.clientSeq, reason: 'not-recorded', retryAfter: 1000 });
    }
  }

  #answer(client: Connection<State, I>, appended: Appended): void {
    if (appended.kind === 'expired') client.close();
    if (appended.kind === 'recorded') this.#askedFrom.delete(client);
    if (appended.kind !== 'gap' || this.#askedFrom.get(client) === appended.expected) return;
    this.#askedFrom.set(client, appended.expected);
    client.send({ kind: 'sendAgain', from: appended.expected });
  }

  async #append(entry: Entry<I>): Promise<Appended> {
    const { log, now, drawSeed } = this.#setting;
    try {
      return await log.append(entry, { time: now(), seed: drawSeed() });
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  #fail(error: unknown): void {
    if (!this.#hasFailed) this.#setting.onFailure(error);
    this.#hasFailed = true;
  }

  /** The log says that these are recorded: only now do they change Hero's state, and only now is anybody told. */
  #handleRecorded(recorded: readonly Recorded<I>[]): void {
    for (const one of recorded) this.#official = follow(this.#setting.rules, this.#official, one).official;
    this.#tail = [...this.#tail, ...recorded].slice(-this.#tailLength);
    if (this.#isOpen) this.#setting.tell(recorded);
    this.#unsaved += recorded.length;
    if (this.#unsaved >= this.#tailLength) this.#save();
  }

  #save(): void {
    this.#unsaved = 0;
    this.#setting.log.save(this.#official).catch((error: unknown) => this.#fail(error));
  }
}
