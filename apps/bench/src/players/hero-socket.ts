import { PROTOCOL } from '@button/transport/wire';
import { io, type Socket } from 'socket.io-client';
import type { EventsOfHero, EventsToHero, Welcome } from './hero-events.ts';

type WireSocket<State> = Socket<EventsOfHero<State>, EventsToHero>;

/** Receives the state and then each action, in order. */
export interface HeroListener<State> {
  /** The room's state when the client entered. */
  handleState?(state: State): void;
  /** Each official action, and whether it is the client's own. */
  handleAction?(type: string, round: number, isOwn: boolean): void;
}

/** Speaks to Hero without a page, so that receiving costs the benchmark next to nothing. */
export class HeroSocket<State, Action extends object> {
  readonly #socket: WireSocket<State>;
  #clientSeq = 0;

  private constructor(socket: WireSocket<State>) {
    this.#socket = socket;
  }

  /**
   * Connects and enters as a newcomer.
   * @param rules the id of the room's rules
   */
  static enter<State, Action extends object>(
    url: string,
    room: string,
    rules: string,
    listener: HeroListener<State> = {},
  ): Promise<HeroSocket<State, Action>> {
    // Like the clients of the relays: WebSocket only, and a connection for each.
    const socket: WireSocket<State> = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      query: { room, protocol: PROTOCOL, rules },
    });
    const me = { name: 'Bob', watches: false, personToken: null, returning: null };
    return new Promise((resolve, reject) => {
      socket.once('connect', () => socket.emit('enter', me));
      socket.once('connect_error', reject);
      socket.once('denied', ({ code }) => reject(new Error(`Hero denied a player: ${code}`)));
      socket.once('welcome', ({ clientId, catchUp }: Welcome<State>) => {
        listener.handleState?.(catchUp.snapshot.state);
        socket.on('lines', ([_serverSeq, _serverTime, ...lines]) => {
          let [type, round]: readonly [type?: string | null | undefined, round?: number | undefined] = [];
          for (const line of lines) {
            const by = line[0];
            // The same action as on the line before is left out.
            if (line.length > 2) [type, round] = [line[2], line[3]?.round];
            if (typeof by === 'number' && type) listener.handleAction?.(type, round ?? 0, by === clientId);
          }
        });
        resolve(new HeroSocket(socket));
      });
    });
  }

  emit(action: Action): void {
    this.#socket.emit('emit', [++this.#clientSeq, action]);
  }

  leave(): void {
    this.#socket.disconnect();
  }
}
