import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Ends {
  readonly page: Socket;
  readonly server: Socket;
}

/** A page's way to a server. What the server sends arrives when the test lets it pass. */
export class SlowLink {
  readonly #listener: Server;
  readonly #ends: Ends[] = [];

  private constructor(serverUrl: string) {
    const port = Number(new URL(serverUrl).port);
    this.#listener = createServer((page) => {
      const server = connect(port, '127.0.0.1');
      page.pipe(server);
      // In this mode, it is read only as far as the test asks.
      server.on('readable', () => undefined);
      for (const end of [page, server]) end.on('error', () => undefined);
      this.#ends.push({ page, server });
    });
  }

  static async open(serverUrl: string): Promise<SlowLink> {
    const link = new SlowLink(serverUrl);
    link.#listener.listen(0, '127.0.0.1');
    await once(link.#listener, 'listening');
    return link;
  }

  get url(): string {
    const address: AddressInfo | string | null = this.#listener.address();
    if (typeof address !== 'object' || !address) throw new Error('this link is closed');
    return `http://127.0.0.1:${address.port}`;
  }

  /** How many connections were opened so far. */
  get connections(): number {
    return this.#ends.length;
  }

  /** Lets at most this many bytes of what has arrived on each connection pass. Returns how many did. */
  pass(bytes: number): number {
    let passed = 0;
    for (const { page, server } of this.#ends) {
      const data: unknown = server.read(Math.min(bytes, server.readableLength));
      if (!Buffer.isBuffer(data)) continue;
      page.write(data);
      passed += data.length;
    }
    return passed;
  }

  close(): void {
    this.#listener.close();
    for (const { page, server } of this.#ends) for (const end of [page, server]) end.destroy();
  }
}
