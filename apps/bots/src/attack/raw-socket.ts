import { rules } from '@button/mutations';
import { PROTOCOL } from '@button/transport/wire';
import { WebSocket } from 'ws';
import type { Target } from './attack.ts';

/** A WebSocket that speaks Socket.IO as far as an attacker needs to, and nothing more: it sends whatever it is given. */
export class RawSocket {
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    // A connection that is cut is no mistake of the attacker.
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      // A ping of Engine.IO.
      if (data.length === 1 && data.toString() === '2') this.packet('3');
    });
  }

  /**
   * Opens a connection that has not entered.
   * @throws Error if it is rejected
   */
  static async open({ url, address, tally }: Target, room = 'NOWHERE'): Promise<RawSocket> {
    const query = { EIO: '4', transport: 'websocket', room, protocol: `${PROTOCOL}`, rules: rules.id };
    const path = `/socket.io/?${new URLSearchParams(query).toString()}`;
    const socket = new WebSocket(url.replace('http', 'ws') + path, { localAddress: address, perMessageDeflate: false });
    const raw = new RawSocket(socket);
    socket.once('open', () => raw.packet('40'));
    const isOpen = (await raw.next(/^40/)) !== null;
    tally.add(isOpen ? 'connections' : 'rejected');
    if (!isOpen) throw new Error('rejected');
    void raw.closed.then(() => tally.add('closed'));
    return raw;
  }

  /**
   * Opens a connection and enters the room.
   * @throws Error if it is not let in
   */
  static async enter(target: Target, room: string, { watches = false, name = 'Mallory' } = {}): Promise<RawSocket> {
    const raw = await RawSocket.open(target, room);
    if ((await raw.askToEnter({ watches, name })).startsWith('42["welcome"')) return raw;
    raw.end();
    throw new Error('not let in');
  }

  /** Resolves with the packet of the answer; empty if the connection was closed without one. */
  async askToEnter({ watches = false, name = 'Mallory' } = {}): Promise<string> {
    const answer = this.next(/^42\["(welcome|denied|notNow)"/);
    this.send('enter', { name, watches, personToken: null, returning: null });
    return (await answer) ?? '';
  }

  get isClosed(): boolean {
    return this.#socket.readyState === WebSocket.CLOSED;
  }

  /** The bytes that the system has not taken yet. */
  get unsent(): number {
    return this.#socket.bufferedAmount;
  }

  send(name: string, message: unknown): void {
    this.packet(`42${JSON.stringify([name, message])}`);
  }

  /** Sends any text. */
  packet(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  /** From now on nothing is read: what arrives stays in the system's buffers, and then at Hero. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Resolves with the next packet that matches; null if the connection is closed before. */
  next(pattern: RegExp): Promise<string | null> {
    return new Promise((resolve) => {
      const listen = (data: Buffer) => {
        const text = data.toString();
        if (!pattern.test(text)) return;
        this.#socket.off('message', listen);
        resolve(text);
      };
      this.#socket.on('message', listen);
      void this.closed.then(() => resolve(null));
    });
  }

  end(): void {
    this.#socket.terminate();
  }
}
