import type { Intent } from '@button/sync';
import type { Denied, Hero, Returning, Session } from '@button/sync/hero';
import type { Recorded } from '@button/sync/log';
import { Agenda } from './agenda.ts';
import type { App } from './app.ts';
import { authenticate } from './authenticate.ts';
import { BudgetedSession, type EntryAnswer } from './budgeted-session.ts';
import { Capacity } from './capacity.ts';
import { credentialed } from './credentialed.ts';
import type { Credentials } from './credentials.ts';
import { Door } from './door.ts';
import { KeyedTimers } from './keyed-timers.ts';
import type { Limits, Timeouts } from './limits.ts';
import type { EntryRequest, PageConnection } from './page-connection.ts';
import { Pages } from './pages.ts';
import { Presence } from './presence.ts';

/** The settings that all rooms of an app share. */
export interface RoomSetting<State, I extends Intent> {
  readonly app: App<State, I>;
  /** Signs tokens and keys. */
  readonly secret: string;
  readonly limits: Limits;
  readonly timeouts: Timeouts;
  readonly onRefused: (code: string, details: Readonly<Record<string, unknown>>) => void;
  readonly onFailure: (room: string, error: unknown) => void;
}

/** The parts of one room. */
export interface RoomIdentity<State, I extends Intent> {
  readonly code: string;
  readonly credentials: Credentials;
  readonly hero: Hero<State, I>;
  /** Called when the room has been empty for long enough to go to sleep. */
  readonly onEmpty: (room: Room<State, I>) => void;
}

/** The key of the timer that puts an empty room to sleep. */
const SLEEP = 'sleep';

/** One open room: its entry, presence, limits and alarms. Hero handles its actions. */
export class Room<State, I extends Intent> {
  readonly #setting: RoomSetting<State, I>;
  readonly #identity: RoomIdentity<State, I>;
  readonly #presence: Presence<State, I>;
  readonly #agenda: Agenda<I>;
  readonly #door: Door<State, I>;
  readonly #timers = new KeyedTimers();
  readonly #pages: Pages<State, I>;
  readonly #capacity: Capacity<State, I>;
  /** The part of the state by which everybody here was last let stay. */
  #stayedBy: unknown;
  #isStopped = false;

  constructor(setting: RoomSetting<State, I>, identity: RoomIdentity<State, I>) {
    const { hero, credentials } = identity;
    const { app, limits, timeouts } = setting;
    this.#setting = setting;
    this.#identity = identity;
    // A failed append needs no handling here: the room is opened again, and sets the alarm again.
    this.#agenda = new Agenda((intent) => void hero.emit(intent).catch(() => undefined));
    this.#pages = new Pages(app, hero);
    this.#capacity = new Capacity({ app, hero, limits });
    this.#door = new Door({
      app,
      hero,
      view: () => ({ watching: this.#capacity.watchers.size, watchKey: credentials.watchKey }),
      show: (person, view) => this.#pages.of(person).forEach((page) => page.door(view)),
    });
    this.#presence = new Presence({ app, hero, timeouts });
    this.#presence.awaitAll();
    this.#scheduleSleep();
    this.#handleState();
    hero.subscribe((lines) => this.#handleLines(lines));
  }

  /** Lets a page in, has it wait at the door, or resolves to the reason code of why not. */
  async enter(request: EntryRequest, connection: PageConnection<State, I>): Promise<EntryAnswer<State, I>> {
    const { hero, credentials } = this.#identity;
    const authenticated = authenticate(this.#setting.app, credentials, hero.official.state, request);
    if ('denied' in authenticated) return authenticated;
    const { person, deniedForNow } = authenticated;
    if (person === null || deniedForNow === null) return this.#join(person, request, connection);
    const visit = this.#door.knock({ person, name: request.name ?? '', address: connection.address });
    if (!visit) return { denied: deniedForNow };
    const joined = visit.answer.then((denied) =>
      denied === null ? this.#join(person, request, connection) : { denied },
    );
    return { waiting: joined, leave: () => visit.leave() };
  }

  async #join(
    person: string | null,
    request: EntryRequest,
    connection: PageConnection<State, I>,
  ): Promise<BudgetedSession<State, I> | Denied> {
    const { hero } = this.#identity;
    const returning = person === null ? null : request.returning;
    const isCrowded = this.#pages.countFrom(connection.address) >= this.#setting.limits.pagesPerAddress;
    if (isCrowded || this.#capacity.isFullFor(person, returning)) return { denied: 'room-full' };
    const stopEntering = this.#capacity.startEntering(person);
    this.#timers.cancel(SLEEP);
    // It must not leave while it returns.
    const back = returning && this.#isListedHere(returning) ? returning.clientId : null;
    if (back !== null) this.#presence.connect(back);
    try {
      const session = await hero.join({
        connection: credentialed({ ...this.#identity, connection, person }),
        person,
        returning,
        arrive: person === null ? undefined : (id) => this.#presence.arrive(id, person, request.name ?? ''),
      });
      if ('denied' in session) return session;
      const opened = this.#open(session, connection, person);
      // The state may have come to deny it while it was joining.
      if (!this.#mayStay(person)) connection.close();
      return opened;
    } finally {
      stopEntering();
      if (back !== null && !hero.sessions.has(back)) this.#presence.disconnect(back);
      this.#scheduleSleep();
    }
  }

  /** Whether the page brings a token of this room. */
  knows({ personToken }: EntryRequest): boolean {
    return personToken !== null && this.#identity.credentials.personOf(personToken) !== null;
  }

  /** Whether a page is connected from this address. Pages without one have none in common. */
  hasPageFrom(address: string): boolean {
    return this.#pages.countFrom(address) > 0;
  }

  /** Accepts nothing more, records the actions under way, and ends every session. */
  async finish(): Promise<void> {
    const { hero } = this.#identity;
    this.stop();
    await hero.finish().finally(() => hero.close());
  }

  /** Records that everybody has left, forgets all clients, and leaves a snapshot behind. */
  async sleep(): Promise<void> {
    this.stop();
    await this.#presence.leaveAll();
    await this.finish();
  }

  /** Cancels everything that waits for its time. */
  stop(): void {
    this.#isStopped = true;
    this.#timers.cancelAll();
    this.#presence.close();
    this.#agenda.close();
    this.#door.close();
  }

  #handleLines(lines: readonly Recorded<I>[]): void {
    const { code: room } = this.#identity;
    for (const line of lines)
      if (line.kind === 'refused') this.#setting.onRefused(line.code, { room, clientId: line.clientId });
    this.#handleState();
  }

  /** A mistake of the app must not reach the log, which calls this for lines that are recorded already. */
  #handleState(): void {
    try {
      if (!this.#isStopped) this.#applyState();
    } catch (error) {
      this.#setting.onFailure(this.#identity.code, error);
    }
  }

  /** A new state may set other alarms, and may deny the room to people who are in it. */
  #applyState(): void {
    const { app } = this.#setting;
    const { hero } = this.#identity;
    const { state } = hero.official;
    this.#agenda.update(app.alarms?.(state) ?? []);
    this.#door.update();
    const dependsOn = app.entryDependsOn ? app.entryDependsOn(state) : state;
    if (!app.entryRefusal || dependsOn === this.#stayedBy) return;
    this.#stayedBy = dependsOn;
    for (const [clientId, { connection }] of hero.sessions) {
      if (!this.#mayStay(this.#pages.personOf(clientId))) connection.close();
    }
  }

  /** Whether its clientId means this page: in another epoch, a later one than the backup's is another page's. */
  #isListedHere({ clientId, epoch }: Returning): boolean {
    const { continues, epoch: here } = this.#identity.hero.official;
    return epoch === here || (epoch === continues?.epoch && clientId <= continues.serverSeq);
  }

  #mayStay(person: string | null): boolean {
    const { state } = this.#identity.hero.official;
    return (this.#setting.app.entryRefusal?.(state, { person, hasWatchKey: true }) ?? null) === null;
  }

  #open(
    session: Session<State, I>,
    connection: PageConnection<State, I>,
    person: string | null,
  ): BudgetedSession<State, I> {
    const { clientId } = session;
    if (person === null) this.#capacity.addWatcher(clientId);
    else this.#presence.connect(clientId);
    this.#pages.add(clientId, connection);
    this.#door.change();
    return new BudgetedSession({
      session,
      connection,
      actionsPerSecond: this.#setting.limits.actionsPerSecond,
      mayLink: this.#pages.mayLink,
      takeActionOfRoom: this.#capacity.takeAction,
      relay: this.#pages.relay,
      sendAway: this.#sendAway,
      onLeave: this.#handleLeave,
    });
  }

  // Functions of the room, because a function for each session would cost memory for each page.
  readonly #handleLeave = (clientId: number): void => {
    this.#pages.remove(clientId);
    if (this.#capacity.removeWatcher(clientId)) this.#door.change();
    else this.#presence.disconnect(clientId);
    this.#scheduleSleep();
  };

  /** From anybody but the person who keeps the door, it does nothing. */
  readonly #sendAway = (clientId: number, person: string | null): void => {
    if (!this.#door.isKeptBy(this.#pages.personOf(clientId))) return;
    if (person === null) this.#pages.deny(this.#capacity.watchers, 'sent-away');
    else this.#door.turnAway(person);
  };

  #scheduleSleep(): void {
    if (this.#isStopped || !this.#capacity.isEmpty) return;
    const { onEmpty } = this.#identity;
    this.#timers.set(SLEEP, this.#setting.timeouts.sleep, () => onEmpty(this));
  }
}
