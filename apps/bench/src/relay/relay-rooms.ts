import type { Line, Welcome } from './line.ts';
import type { Teller } from './teller.ts';

/** What a person at a relay may do. */
export interface RelayedPerson {
  readonly press: (round: number) => void;
  readonly leave: () => void;
}

/** The small game as a relay keeps it: who is in each room, and who pressed first in the current round. */
export class RelayRooms {
  readonly #rooms = new Map<string, RelayRoom>();
  readonly #tell: Teller;
  #clients = 0;

  /** @param tell a way of telling, which calls `apply` with each line before the line is sent */
  constructor(tell: Teller) {
    this.#tell = tell;
  }

  /** Adds a person to a room. Their connection must be subscribed already, and gets the welcome before any line. */
  enter(name: string, sendWelcome: (welcome: Welcome) => void): RelayedPerson {
    const client = ++this.#clients;
    sendWelcome(this.#room(name).welcome(client));
    this.#tell(name, { entered: client });
    return {
      press: (round) => this.#tell(name, { pressed: client, round }),
      leave: () => this.#tell(name, { left: client }),
    };
  }

  apply(name: string, lines: readonly Line[]): void {
    const room = this.#room(name);
    for (const line of lines) room.apply(line);
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

  apply(line: Line): void {
    if ('entered' in line) this.#people.add(line.entered);
    else if ('left' in line) this.#people.delete(line.left);
    else if (line.round > this.#round) {
      this.#round = line.round;
      this.#winner = line.pressed;
    }
  }
}
