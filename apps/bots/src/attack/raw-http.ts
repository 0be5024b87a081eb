import { connect, type Socket } from 'node:net';
import { Agent, request as httpRequest } from 'node:http';
import type { Target } from './attack.ts';

interface Request {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  /** 0 if the connection was closed without an answer. */
  readonly status: number;
  /** The first part of it. */
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const KEPT = 10_000;

/** Sends a request from the attacker's address. Never rejects. */
export function request(
  { url, address }: Target,
  { path, method = 'GET', headers = {}, body = '' }: Request,
): Promise<Answer> {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, body: '' });
    const sent = httpRequest(`${url}${path}`, { agent, localAddress: address, method, headers }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => {
        if (text.length < KEPT) text += data.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', failed);
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

/** A bare connection from the attacker's address. An error only closes it. */
export function openTcp({ url, address }: Target): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress: address });
  return socket.on('error', () => undefined);
}

/** A connection over which requests are sent without waiting for answers, which costs the attacker next to nothing. */
export class Pipeline {
  readonly #target: Target;
  #socket: Socket;

  constructor(target: Target) {
    this.#target = target;
    this.#socket = this.#open();
  }

  /** Sends a request without a body, unless many are unsent already. Connects again after a loss. */
  send(method: string, path: string, headers = ''): void {
    if (this.#socket.destroyed) this.#socket = this.#open();
    if (this.#socket.writableLength > MAX_UNSENT) return;
    this.#socket.write(`${method} ${path} HTTP/1.1\r\nHost: hero\r\nContent-Length: 0\r\n${headers}\r\n`);
    this.#target.tally.add('requests');
  }

  #open(): Socket {
    const socket = openTcp(this.#target);
    socket.on('data', (data: Buffer) => {
      for (const [, status = ''] of data.toString('latin1').matchAll(/HTTP\/1\.1 (\d+)/g))
        this.#target.tally.add(`answers ${status}`);
    });
    return socket;
  }
}
const MAX_UNSENT = 100_000;
