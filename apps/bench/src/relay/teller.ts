import { open } from 'node:fs/promises';
import type { Line } from './line.ts';

/** Makes a line known to everyone in a room, now or soon, in the order of the calls. */
export type Teller = (room: string, line: Line) => void;

/** Sends lines to everyone in a room. */
export type Send = (room: string, lines: readonly Line[]) => void;

/** Each line in a message of its own, at once. */
export function plain(send: Send): Teller {
  return (room, line) => send(room, [line]);
}

/** All lines of one turn of the event loop in one message. */
export function coalescing(send: Send): Teller {
  const gathered = new Gathered();
  return (room, line) => {
    if (gathered.isEmpty) setImmediate(() => gathered.take().forEach((lines, name) => send(name, lines)));
    gathered.add(room, line);
  };
}

/** First appends the lines to a file and waits for the disk, then sends them. Lines that come meanwhile share a wait. */
export async function durable(send: Send, path: string): Promise<Teller> {
  const file = await open(path, 'a');
  const gathered = new Gathered();
  let isWriting = false;
  async function write() {
    isWriting = true;
    while (!gathered.isEmpty) {
      const batch = gathered.take();
      await file.appendFile([...batch].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      await file.datasync();
      batch.forEach((lines, room) => send(room, lines));
    }
    isWriting = false;
  }
  return (room, line) => {
    gathered.add(room, line);
    if (!isWriting) void write();
  };
}

class Gathered {
  #rooms = new Map<string, Line[]>();

  get isEmpty(): boolean {
    return this.#rooms.size === 0;
  }

  add(room: string, line: Line): void {
    const lines = this.#rooms.get(room);
    if (lines) lines.push(line);
    else this.#rooms.set(room, [line]);
  }

  take(): ReadonlyMap<string, readonly Line[]> {
    const taken = this.#rooms;
    this.#rooms = new Map();
    return taken;
  }
}
