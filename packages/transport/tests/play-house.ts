import { MemoryLog, type Log } from '@button/sync/log';
import {
  Hero,
  type Connection,
  type Enter,
  type House,
  type Intent,
  type Line,
  type Recorded,
  type Rules,
  type Seat,
} from '@button/sync';

/** A house with one room and an open door, for tests: everybody is let in, as whoever they say they are. */
export class PlayHouse<State, I extends Intent> implements House<State, I> {
  static readonly ROOM = 'PLAY';
  readonly rulesId: string;
  readonly hero: Hero<State, I>;
  /** What was said to the house, in order. */
  readonly heard: string[] = [];
  readonly lines: Line<State, I>[] = [];
  /** Set, to say "not now" to that many emits. */
  notNow = 0;
  /** Set, to let people wait at the door. */
  door: Promise<void> = Promise.resolve();
  #names = 0;
  #clients = 0;
  readonly #lineOf = new Map<string, Line<State, I>>();

  private constructor(hero: Hero<State, I>, rulesId: string) {
    this.hero = hero;
    this.rulesId = rulesId;
  }

  static async open<State, I extends Intent>(
    rules: Rules<State, I>,
    tell: (room: string, recorded: readonly Recorded<I>[]) => void,
  ) {
    const beginning = { epoch: 'epoch-1', serverSeq: 0, serverTime: 0, state: rules.initialState, lastSeqs: {} };
    const log: Log<I> = new MemoryLog<I>({ ...beginning, version: rules.version });
    const hero = await Hero.open({
      ...{ rules, log, clientId: 'hero', now: () => Date.now(), drawSeed: () => 1 },
      tell: (recorded: readonly Recorded<I>[]) => tell(PlayHouse.ROOM, recorded),
      onFailure: (error: unknown) => {
        throw error;
      },
    });
    return new PlayHouse(hero, rules.id);
  }

  async enter(enter: Enter, line: Line<State, I>): Promise<Seat | { readonly refused: string }> {
    this.heard.push('enter');
    await this.door;
    if (enter.room !== PlayHouse.ROOM) return { refused: 'unknown-room' };
    const { clientId, expired } = await this.hero.admit(enter.returning, `client-${++this.#clients}`);
    const person = enter.personToken ?? (enter.name === null ? null : `${enter.name}-${++this.#names}`);
    const connection = {
      ...{ clientId, person },
      join: () => line.join(PlayHouse.ROOM),
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
