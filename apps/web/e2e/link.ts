import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One connection of the page: the page's end of it, and Hero's. */
interface Wire {
  readonly page: Socket;
  readonly hero: Socket;
}

/** One player's way to Hero, which a test may hold up or cut: a small proxy, byte for byte. */
export class Link {
  readonly #server: Server;
  readonly #heroPort: number;
  readonly #wires = new Set<Wire>();
  #isHeld = false;
  #isCut = false;

  private constructor(heroPort: number) {
    this.#heroPort = heroPort;
    this.#server = createServer((page) => this.#accept(page));
  }

  /** A link to Hero on this machine. `host` is where the page may come in. */
  static async open(heroPort: number, host = '127.0.0.1'): Promise<Link> {
    const link = new Link(heroPort);
    link.#server.listen(0, host);
    await once(link.#server, 'listening');
    return link;
  }

  get port(): number {
    const address = this.#server.address();
    if (!isAddressInfo(address)) throw new Error('this link is closed');
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From here on the page's messages do not reach Hero. Hero's messages still reach the page. */
  hold(): void {
    this.#isHeld = true;
    for (const wire of this.#wires) wire.page.unpipe(wire.hero).pause();
  }

  /** Releases the messages that were held, in order. */
  release(): void {
    this.#isHeld = false;
    for (const wire of this.#wires) wire.page.pipe(wire.hero);
  }

  /** Cuts every connection, new ones included. */
  cut(): void {
    this.#isCut = true;
    for (const wire of this.#wires) this.#drop(wire);
  }

  restore(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(page: Socket): void {
    if (this.#isCut) {
      page.resetAndDestroy();
      return;
    }
    const wire = { page, hero: connect(this.#heroPort, '127.0.0.1') };
    this.#wires.add(wire);
    for (const socket of [wire.page, wire.hero]) {
      socket.setNoDelay(true);
      // An error is followed by a close: whichever end goes, the other goes too.
      socket.on('error', () => undefined).on('close', () => this.#drop(wire));
    }
    wire.hero.pipe(wire.page);
    if (!this.#isHeld) wire.page.pipe(wire.hero);
  }

  #drop(wire: Wire): void {
    if (!this.#wires.delete(wire)) return;
    wire.page.destroy();
    wire.hero.destroy();
  }
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
