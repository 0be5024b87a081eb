import { once } from 'node:events';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';

const PATH = '/game/';

export interface PathProxySetting {
  /** Whether Hero sees the path, or is asked as if it were alone. */
  readonly keepsPath: boolean;
}

/** A proxy with TLS, whose site has the game below a path. */
export class PathProxy {
  /** The paths for which it was asked outside the game's own. */
  readonly strays: string[] = [];
  readonly #server: Server;
  readonly #setting: PathProxySetting;
  #heroPort = '';

  private constructor(server: Server, setting: PathProxySetting) {
    this.#server = server;
    this.#setting = setting;
    server.on('request', (asked, answer) => {
      if (this.#isStray(asked)) return answer.writeHead(404).end();
      const passed = request(this.#passedOn(asked), (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
        answered.pipe(answer);
      });
      return asked.pipe(passed);
    });
    server.on('upgrade', (asked: IncomingMessage, browser: Duplex, fromBrowser: Buffer) => {
      if (this.#isStray(asked)) return browser.destroy();
      const passed = request(this.#passedOn(asked));
      passed.on('upgrade', (answered, hero, fromHero) => {
        browser.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHead(answered)}\r\n\r\n`);
        // What came right behind the handshake.
        browser.write(fromHero);
        hero.write(fromBrowser);
        hero.on('error', () => browser.destroy()).pipe(browser);
        browser.on('error', () => hero.destroy()).pipe(hero);
      });
      return passed.end();
    });
  }

  static async open(setting: PathProxySetting): Promise<PathProxy> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    const server = createServer({ key, cert }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PathProxy(server, setting);
  }

  /** The address at which people find the game. */
  get url(): string {
    const port = /"port":(\d+)/.exec(JSON.stringify(this.#server.address()))?.[1] ?? '';
    return `https://127.0.0.1:${port}${PATH}`;
  }

  passOnTo(hero: string): void {
    this.#heroPort = new URL(hero).port;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #isStray({ url = '' }: IncomingMessage): boolean {
    if (!url.startsWith(PATH)) this.strays.push(url);
    return !url.startsWith(PATH);
  }

  /** With a `Host` of its own, as nginx has by default. */
  #passedOn({ method, url = '', headers, socket }: IncomingMessage): RequestOptions {
    const forwarded = { 'x-forwarded-for': socket.remoteAddress, 'x-forwarded-proto': 'https' };
    const host = `127.0.0.1:${this.#heroPort}`;
    return {
      ...{ host: '127.0.0.1', port: this.#heroPort, method },
      path: this.#setting.keepsPath ? url : url.slice(PATH.length - 1),
      headers: { ...headers, ...forwarded, host },
    };
  }
}

function rawHead({ rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []));
  return lines.join('\r\n');
}
