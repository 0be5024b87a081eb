import { MemoryLog } from '@button/logs';
import {
  Hero,
  type Connection,
  type Enter,
  type House,
  type Intent,
  type Line,
  type Log,
  type Recorded,
  type Rules,
  type Seat,
} from '@button/sync';

/** One room, for tests: every page is let in, as the person that it says it is. */
export class FakeRooms<State, I extends Intent> implements House<State, I> {
  static readonly ROOM = 'PLAY';
  readonly version: number;
  readonly hero: Hero<State, I>;
  /** What the room was asked, in order. */
  readonly heard: string[] = [];
  readonly lines: Line<State, I>[] = [];
  /** The next emits, as many as this, are answered with "not now". */
  notNow = 0;
  /** Pages are let in when it resolves. */
  opening: Promise<void> = Promise.resolve();
  #names = 0;
  #clients = 0;
  readonly #lineOf = new Map<string, Line<State, I>>();

  private constructor(hero: Hero<State, I>, version: number) {
    this.hero = hero;
    this.version = version;
  }

  static async open<State, I extends Intent>(
    rules: Rules<State, I>,
    broadcast: (room: string, recorded: readonly Recorded<I>[]) => void,
  ) {
    const beginning = { epoch: 'epoch-1', serverSeq: 0, serverTime: 0, state: rules.initialState, lastSeqs: {} };
    const log: Log<I> = new MemoryLog<I>({ ...beginning, version: rules.version });
    const hero = await Hero.open({
      rules,
      log,
      clientId: 'hero',
      now: () => Date.now(),
      drawSeed: () => 1,
      tell: (recorded: readonly Recorded<I>[]) => broadcast(FakeRooms.ROOM, recorded),
      onFailure: (error: unknown) => {
        throw error;
      },
    });
    return new FakeRooms(hero, rules.version);
  }

  async enter(enter: Enter, line: Line<State, I>): Promise<Seat | { readonly refused: string }> {
    this.heard.push('enter');
    await this.opening;
    if (enter.room !== FakeRooms.ROOM) return { refused: 'unknown-room' };
    const { clientId, expired } = await this.hero.admit(enter.returning, `client-${++this.#clients}`);
    const person = enter.personToken ?? (enter.name === null ? null : `${enter.name}-${++this.#names}`);
    const connection = {
      clientId,
      person,
      join: () => line.join(FakeRooms.ROOM),
      send: line.send.bind(line),
      close: () => line.close(),
    };
    this.lines.push(line);
    this.#lineOf.set(clientId, line);
    const catchUp = this.hero.startTelling(connection, enter.returning);
    line.welcome({ clientId, clientKey: 'key', person, personToken: person, expired, catchUp });
    return this.#seat(connection);
  }

  #seat(connection: Connection<State, I>): Seat {
    return {
      emit: (clientSeq, candidate) => {
        this.heard.push(`emit ${clientSeq}`);
        if (this.notNow-- > 0) connection.send({ kind: 'notNow', reason: 'busy', retryAfter: 1 });
        else void this.hero.handleActionFromClient(connection, clientSeq, candidate);
      },
      refuse: (clientSeq, code) => void this.hero.refuse(connection, clientSeq, code),
      catchUp: (from) => connection.send({ kind: 'caughtUp', catchUp: this.hero.catchUp(connection, from) }),
      signal: (to, content) => this.#relay(connection, to, content),
      leave: () => {
        this.heard.push('leave');
        this.hero.stopTelling(connection);
      },
    };
  }

  #relay({ clientId, person }: Connection<State, I>, to: string, content: unknown): void {
    this.heard.push(`signal to ${to}`);
    if (person !== null) this.#lineOf.get(to)?.signal({ from: { clientId, person }, content });
  }
}
