import type { FileHandle } from 'node:fs/promises';
import type { RelayMessage } from './relay-message.ts';

/** Broadcasts a message to everyone in a room, now or soon, in the order of the calls. */
export type Broadcast = (room: string, message: RelayMessage) => void;

/** Sends messages to everyone in a room, together. */
export type Send = (room: string, messages: readonly RelayMessage[]) => void;

/** When a relay sends the messages that it broadcasts. */
export type Mode = (send: Send) => Broadcast;

/** Each message at once, alone. */
export const plain: Mode = (send) => (room, message) => send(room, [message]);

/** All messages of one turn of the event loop together. */
export const coalescing: Mode = (send) => {
  const gathered = new Gathered();
  return (room, message) => {
    if (gathered.isEmpty) setImmediate(() => gathered.take().forEach((messages, name) => send(name, messages)));
    gathered.add(room, message);
  };
};

/** Each message once it is in a file on the disk. Messages that come meanwhile share the next wait. */
export function durable(file: FileHandle): Mode {
  return (send) => {
    const gathered = new Gathered();
    let isWriting = false;
    async function write() {
      isWriting = true;
      while (!gathered.isEmpty) {
        const batch = gathered.take();
        await file.appendFile([...batch].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
        await file.datasync();
        batch.forEach((messages, room) => send(room, messages));
      }
      isWriting = false;
    }
    return (room, message) => {
      gathered.add(room, message);
      if (!isWriting) void write();
    };
  };
}

class Gathered {
  #rooms = new Map<string, RelayMessage[]>();

  get isEmpty(): boolean {
    return this.#rooms.size === 0;
  }

  add(room: string, message: RelayMessage): void {
    const messages = this.#rooms.get(room);
    if (messages) messages.push(message);
    else this.#rooms.set(room, [message]);
  }

  take(): ReadonlyMap<string, readonly RelayMessage[]> {
    const taken = this.#rooms;
    this.#rooms = new Map();
    return taken;
  }
}
