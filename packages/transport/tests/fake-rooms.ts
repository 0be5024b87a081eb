import type { Intent, Rules } from '@button/sync';
import { Hero, type Connection, type Denied, type Session } from '@button/sync/hero';
import { MemoryLog, type Log, type Recorded } from '@button/sync/log';
import type { EntryRequest, PageConnection, RoomService, RoomSession } from '../src/server/room-service.ts';

/** A service with one room, for tests. It lets every page in, and believes the name of its person. */
export class FakeRooms<State, I extends Intent> implements RoomService<State, I> {
  static readonly ROOM = 'PLAY';
  readonly rulesId: string;
  readonly hero: Hero<State, I>;
  readonly log: Log<I>;
  /** The calls that the room has received, in order. */
  readonly calls: string[] = [];
  readonly requests: EntryRequest[] = [];
  readonly connections: PageConnection<State, I>[] = [];
  /** The number of emits that are still answered with "not now". */
  notNow = 0;
  /** Pages enter when it resolves. */
  opening: Promise<void> = Promise.resolve();
  #names = 0;
  readonly #connectionOf = new Map<number, PageConnection<State, I>>();

  private constructor(hero: Hero<State, I>, log: Log<I>, rulesId: string) {
    this.hero = hero;
    this.log = log;
    this.rulesId = rulesId;
  }

  static async open<State, I extends Intent>(
    rules: Rules<State, I>,
    broadcast: (room: string, lines: readonly Recorded<I>[]) => void,
  ) {
    const log: Log<I> = new MemoryLog<I>({
      version: rules.version,
      epoch: 'epoch-1',
      serverSeq: 0,
      serverTime: 0,
      state: rules.initialState,
      continues: null,
      clients: [],
    });
    const hero = await Hero.open({
      tailLength: 1000,
      rules,
      log,
      now: () => Date.now(),
      drawSeed: () => 1,
      onFailure: (error: unknown) => {
        throw error;
      },
    });
    hero.subscribe((lines) => broadcast(FakeRooms.ROOM, lines));
    return new FakeRooms(hero, log, rules.id);
  }

  isReturning({ personToken }: EntryRequest): boolean {
    return personToken !== null;
  }

  async enter(request: EntryRequest, connection: PageConnection<State, I>): Promise<RoomSession | Denied> {
    this.calls.push('enter');
    this.requests.push(request);
    await this.opening;
    if (request.room !== FakeRooms.ROOM) return { denied: 'unknown-room' };
    const { name, watches, personToken, returning } = request;
    const person = watches ? null : (personToken ?? `${name}-${++this.#names}`);
    this.connections.push(connection);
    const joining: Connection<State, I> = {
      subscribe: () => connection.subscribe(FakeRooms.ROOM),
      welcome: (welcome) =>
        connection.welcome({ ...welcome, clientKey: 'key', personToken: person }, this.#bringToNow(joining)),
      caughtUp: (catchUp) => connection.caughtUp(catchUp, this.#bringToNow(joining)),
      sendAgain: (from) => connection.sendAgain(from),
      notNow: (reason, retryAfter) => connection.notNow(reason, retryAfter),
      close: () => connection.close(),
    };
    const session = await this.hero.join({ person, returning, connection: joining });
    if ('denied' in session) return session;
    this.#connectionOf.set(session.clientId, connection);
    return this.#withCallsNoted(session, connection);
  }

  #bringToNow(connection: Connection<State, I>): () => void {
    const { epoch, serverSeq } = this.hero.official;
    return () => {
      const session = [...this.hero.sessions.values()].find((one) => one.connection === connection);
      session?.catchUp({ epoch, serverSeq });
    };
  }

  #withCallsNoted(session: Session<State, I>, connection: PageConnection<State, I>): RoomSession {
    return {
      emit: async (clientSeq, candidate) => {
        this.calls.push(`emit ${clientSeq}`);
        if (this.notNow-- > 0) connection.notNow('busy', 1);
        else await session.emit(clientSeq, candidate);
      },
      refuse: (clientSeq, code) => session.refuse(clientSeq, code),
      catchUp: (from) => {
        this.calls.push('catchUp');
        session.catchUp(from);
      },
      signal: (to, content) => this.#relay(session, to, content),
      askIceServers: () => {
        this.calls.push(`askIceServers of ${session.clientId}`);
        connection.iceServersFor(session.clientId);
      },
      sendAway: (person) => this.calls.push(`sendAway ${person}`),
      leave: () => {
        this.calls.push('leave');
        session.leave();
      },
    };
  }

  #relay({ clientId }: Session<State, I>, to: number, content: unknown): void {
    const person = this.hero.official.clients.get(clientId)?.person ?? null;
    this.calls.push(`signal to ${to}`);
    if (person !== null) this.#connectionOf.get(to)?.signal({ from: { clientId, person }, content });
  }
}
