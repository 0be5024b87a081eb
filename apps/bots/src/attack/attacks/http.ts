import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Target } from '../attack.ts';
import { atRate, together } from '../pace.ts';
import { openTcp, Pipeline, request } from '../raw-http.ts';

/** Asks for the path on 50 connections, without waiting for answers. */
async function ask(target: Target, perSecond: number, path: string, headers?: string): Promise<void> {
  const pipelines = Array.from({ length: 50 }, () => new Pipeline(target));
  let asked = 0;
  await atRate(perSecond, () => pipelines[(asked += 1) % pipelines.length]?.send('GET', path, headers));
}

export const scripts: Attack = {
  what: 'a thousand requests a second for the page’s script, compressed',
  async run(target) {
    const { body } = await request(target, { path: '/' });
    const [, script = '/'] = /src="([^"]+\.js)"/.exec(body) ?? [];
    await ask(target, 1_000, new URL(script, target.url).pathname, 'Accept-Encoding: gzip, br\r\n');
  },
};

export const pages: Attack = {
  what: '5,000 requests a second for the page',
  run: (target) => ask(target, 5_000, '/'),
};

export const slow: Attack = {
  what: '2,000 requests whose headers come one byte a second',
  async run(target) {
    await together(2_000, async () => {
      const socket = openTcp(target);
      await once(socket, 'connect');
      target.tally.add('connections');
      socket.write('GET / HTTP/1.1\r\nHost: hero\r\nX-Slow: ');
      while (!socket.destroyed) {
        socket.write('x');
        await sleep(1_000);
      }
      target.tally.add('closed');
    });
  },
};

const letters = 'x'.repeat(15_000);
const giants = [
  `GET /${letters} HTTP/1.1\r\nHost: hero\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: hero\r\nX-Giant: ${letters}\r\n\r\n`,
  `GET /socket.io/?EIO=4&transport=polling&room=${letters} HTTP/1.1\r\nHost: hero\r\n\r\n`,
  `POST /api/rooms HTTP/1.1\r\nHost: hero\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n{"`,
  `POST /api/rooms HTTP/1.1\r\nHost: hero\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n`,
];
const megabyte = Buffer.alloc(1_000_000, 'x');

export const giant: Attack = {
  what: 'requests with addresses, headers and bodies far too large, 20 at a time',
  async run(target) {
    await together(20, async (index) => {
      const socket = openTcp(target);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(giants[index % giants.length] ?? '');
      socket.end(megabyte);
      socket.resume();
      await closed;
      target.tally.add('requests');
    });
  },
};
