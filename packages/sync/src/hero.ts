import { HERO, type Intent } from './action.ts';
import type { Connection } from './connection.ts';
import type { HeroSetting } from './hero-setting.ts';
import { judge } from './judge.ts';
import type { Appended } from './record/log.ts';
import type { CatchUp, Position, Returning, Welcome } from './messages.ts';
import { apply, lastSeqOf, pick, type Entry, type Recorded, type Snapshot } from './record/record.ts';
import { Tail } from './tail.ts';
import { upgrade } from './upgrade.ts';

/** The referee of one room. The log puts actions in order; Hero follows it, as everyone does, and tells everyone. */
export class Hero<State, I extends Intent> {
  readonly #setting: HeroSetting<State, I>;
  readonly #tailLength: number;
  readonly #tail: Tail<I>;
  #official: Snapshot<State>;
  #clientSeq = 0;
  #unsaved = 0;
  #lastAppend: Promise<unknown> = Promise.resolve();
  #isOpen = false;
  #hasFailed = false;
  #stop: () => void = () => undefined;
  /** Who is being told. */
  readonly #present = new Set<Connection<State, I>>();
  /** Admitted, and told from the next turn on. */
  readonly #arriving = new Set<string>();
  /** Where a connection was asked to send again from, so that a burst behind a gap is answered once. */
  readonly #askedFrom = new WeakMap<Connection<State, I>, number>();

  private constructor(setting: HeroSetting<State, I>, snapshot: Snapshot<State>) {
    this.#setting = setting;
    this.#tailLength = setting.tailLength ?? 1000;
    this.#tail = new Tail(this.#tailLength);
    this.#official = snapshot;
  }

  /**
   * Opens the room as its log has it.
   * @throws UnusableState when what was saved is damaged, or of newer rules.
   */
  static async open<State, I extends Intent>(setting: HeroSetting<State, I>): Promise<Hero<State, I>> {
    const { log, rules } = setting;
    const snapshot = upgrade(rules, await log.snapshot());
    const hero = new Hero(setting, snapshot);
    const tailBegins = Math.max(log.truncatedTo, snapshot.serverSeq - hero.#tailLength);
    hero.#stop = await log.subscribe(tailBegins, (recorded) => hero.#handleRecorded(recorded));
    hero.#clientSeq = lastSeqOf(hero.#official.lastSeqs, setting.clientId) ?? 0;
    hero.#isOpen = true;
    await hero.#append({ kind: 'join', clientId: setting.clientId, clientSeq: 0 });
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
    const goesOn =
      returning !== null && !expired && returning.epoch === epoch && (returning.serverSeq ?? 0) <= serverSeq;
    if (goesOn) return { clientId: returning.clientId, expired };
    this.#arriving.add(fresh);
    await this.#append({ kind: 'join', clientId: fresh, clientSeq: 0 });
    return { clientId: fresh, expired };
  }

  /** Brings a connection to now, and tells it everything from there on: no line is missed, none told twice. */
  startTelling(connection: Connection<State, I>, returning: Returning | null): CatchUp<State, I> {
    connection.join();
    this.#present.add(connection);
    this.#arriving.delete(connection.clientId);
    const goesOn = returning?.clientId === connection.clientId;
    return this.#bringToNow(goesOn ? returning : null, [connection.clientId, returning?.clientId ?? '']);
  }

  /** The connection is gone. */
  stopTelling(connection: Connection<State, I>): void {
    this.#present.delete(connection);
  }

  /** What somebody at this position needs to be where Hero is: the tail where it reaches, else a snapshot. */
  catchUp({ clientId }: Connection<State, I>, from: Position): CatchUp<State, I> {
    return this.#bringToNow(from, [clientId]);
  }

  /**
   * Puts what a client wants into the record: as itself or, when Hero will not have it, as a refusal. Duplicates are
   * dropped; a gap is asked for; when nothing could be recorded, `onFailure` is called. Never throws.
   */
  async handleActionFromClient(client: Connection<State, I>, clientSeq: number, candidate: unknown): Promise<void> {
    const verdict = judge(this.#setting, client.person, candidate);
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

  /** Waits until all that was appended is told, and saves a snapshot: whoever opens the room next finds it there. */
  async finish(): Promise<void> {
    await this.#lastAppend;
    if (this.#unsaved > 0) await this.#save();
  }

  /** Stops following. Whoever calls it has ended the connections. */
  close(): void {
    this.#stop();
  }

  /** Not all who ever came: a snapshot lists who is told, or is about to be, and the asker under all its clientIds. */
  #bringToNow(from: Omit<Returning, 'clientId'> | null, asker: readonly string[]): CatchUp<State, I> {
    const { epoch, serverSeq, lastSeqs } = this.#official;
    const isHere = from?.epoch === epoch && from.serverSeq !== null;
    const tail = isHere ? this.#tail.last(serverSeq - from.serverSeq) : null;
    if (tail) return { tail };
    const present = [...this.#present].map(({ clientId }) => clientId);
    return { snapshot: { ...this.#official, lastSeqs: pick([...present, ...this.#arriving, ...asker], lastSeqs) } };
  }

  async #record(client: Connection<State, I>, entry: Entry<I>): Promise<void> {
    try {
      this.#answer(client, await this.#append(entry));
    } catch {
      // Whoever owns this room was told, and tells all its people.
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
    const appended = log.append(entry, { time: now(), seed: drawSeed() });
    this.#lastAppend = appended.catch(() => undefined);
    try {
      return await appended;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  #fail(error: unknown): void {
    if (!this.#hasFailed) this.#setting.onFailure(error);
    this.#hasFailed = true;
  }

  /**
   * The log says that these are recorded: only now is anybody told, and only now do they change Hero's state. While the
   * room opens, lines that the snapshot covers come too: they are only kept at hand.
   */
  #handleRecorded(recorded: readonly Recorded<I>[]): void {
    const news = recorded.filter(({ serverSeq }) => serverSeq > this.#official.serverSeq);
    this.#tail.keep(recorded);
    for (const one of news) this.#official = apply(this.#setting.rules, this.#official, one).official;
    if (this.#isOpen) this.#setting.tell(news);
    this.#unsaved += news.length;
    if (this.#unsaved >= this.#tailLength) this.#save().catch((error: unknown) => this.#fail(error));
  }

  #save(): Promise<void> {
    this.#unsaved = 0;
    const { log, rules } = this.#setting;
    const truncateTo = Math.max(log.truncatedTo, this.#official.serverSeq - this.#tailLength);
    return log.save({ ...this.#official, version: rules.version }, truncateTo);
  }
}
