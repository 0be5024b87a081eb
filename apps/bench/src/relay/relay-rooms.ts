import type { Broadcast, Mode, Send } from './broadcaster.ts';
import type { RelayMessage, Welcome } from './relay-message.ts';

/** The actions of a person at a relay. */
export interface RelayedPerson {
  readonly press: (round: number) => void;
  readonly leave: () => void;
}

/** The small game as a relay keeps it: the people in each room, and the first to press in the current round. */
export class RelayRooms {
  readonly #rooms = new Map<string, RelayRoom>();
  readonly #broadcast: Broadcast;
  #clients = 0;

  constructor(mode: Mode, send: Send) {
    this.#broadcast = mode((name, messages) => {
      this.#apply(name, messages);
      send(name, messages);
    });
  }

  /** Adds a person to a room. Their connection must be subscribed already, and gets the welcome before any message. */
  enter(name: string, sendWelcome: (welcome: Welcome) => void): RelayedPerson {
    const client = ++this.#clients;
    sendWelcome(this.#room(name).welcome(client));
    this.#broadcast(name, { entered: client });
    return {
      press: (round) => this.#broadcast(name, { pressed: client, round }),
      leave: () => this.#broadcast(name, { left: client }),
    };
  }

  #apply(name: string, messages: readonly RelayMessage[]): void {
    const room = this.#room(name);
    for (const message of messages) room.apply(message);
    if (room.isEmpty) this.#rooms.delete(name);
  }

  #room(name: string): RelayRoom {
    const room = this.#rooms.get(name) ?? new RelayRoom();
    this.#rooms.set(name, room);
    return room;
  }
}

class RelayRoom {
  readonly #people = new Set<number>();
  #round = 0;
  #winner: number | null = null;

  get isEmpty(): boolean {
    return this.#people.size === 0;
  }

  welcome(client: number): Welcome {
    return { welcome: client, people: [...this.#people], round: this.#round, winner: this.#winner };
  }

  apply(message: RelayMessage): void {
    if ('entered' in message) this.#people.add(message.entered);
    else if ('left' in message) this.#people.delete(message.left);
    else if (message.round > this.#round) {
      this.#round = message.round;
      this.#winner = message.pressed;
    }
  }
}
