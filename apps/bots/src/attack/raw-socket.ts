import { once } from 'node:events';
import { rules } from '@button/mutations';
import { PROTOCOL } from '@button/transport/wire';
import { WebSocket } from 'ws';
import type { Target } from './attack.ts';

/** A WebSocket that speaks Socket.IO as far as an attacker needs to, and nothing more: it sends whatever it is given. */
export class RawSocket {
  readonly #socket: WebSocket;
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
  #isClosed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    void this.closed.then(() => (this.#isClosed = true));
    // A connection that is cut is no mistake of the attacker.
    socket.on('error', () => undefined);
  }

  /**
   * Opens a connection that has not entered.
   * @throws Error if it is rejected
   */
  static async open({ url, address, tally }: Target, room = 'NOWHERE'): Promise<RawSocket> {
    const query = new URLSearchParams({
      EIO: '4',
      transport: 'websocket',
      room,
      protocol: `${PROTOCOL}`,
      rules: rules.id,
    });
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?${query.toString()}`, {
      localAddress: address,
      perMessageDeflate: false,
    });
    const raw = new RawSocket(socket);
    const isOpen = await Promise.race([once(socket, 'open').then(() => true), raw.closed.then(() => false)]).catch(
      () => false,
    );
    if (!isOpen) {
      tally.add('rejected');
      throw new Error('rejected');
    }
    void raw.closed.then(() => tally.add('closed'));
    socket.on('message', (data: Buffer) => {
      // A ping of Engine.IO.
      if (data.length === 1 && data.toString() === '2') raw.packet('3');
    });
    raw.packet('40');
    return raw;
  }

  /** Opens a connection and enters the room. @throws Error if it is not let in */
  static async enter(target: Target, room: string, { watches = false, name = 'Mallory' } = {}): Promise<RawSocket> {
    const raw = await RawSocket.open(target, room);
    const answer = raw.next(/^42\["(welcome|denied|notNow)"/);
    raw.send('enter', { name, watches, personToken: null, returning: null });
    const [packet] = await Promise.race([answer, raw.closed.then(() => [''])]);
    if (!packet.startsWith('42["welcome"')) {
      raw.end();
      throw new Error('not let in');
    }
    return raw;
  }

  get isClosed(): boolean {
    return this.#isClosed;
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

  /** Resolves with the next packet that matches. */
  next(pattern: RegExp): Promise<readonly [string]> {
    return new Promise((resolve) => {
      const listen = (data: Buffer) => {
        const text = data.toString();
        if (!pattern.test(text)) return;
        this.#socket.off('message', listen);
        resolve([text]);
      };
      this.#socket.on('message', listen);
    });
  }

  end(): void {
    this.#socket.terminate();
  }
}
