import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { serve, type App, type ServerOptions } from '@button/server';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { join } from '@button/transport/client';
import { afterEach, describe, expect, test } from 'vitest';

const app: App<Notes, NotesIntent> = { rules: notesRules, createsOnEntry: () => true };
const POLLING = '/socket.io/?EIO=4&transport=polling';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(options: Partial<ServerOptions<Notes, NotesIntent>> = {}): Promise<number> {
  const server = await serve({ app, host: '127.0.0.1', ...options });
  ends.push(() => server.close());
  return server.port;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Asked {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Like `fetch`, but sends exactly these headers. */
function ask(port: number, path: string, { method = 'GET', headers = {} }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    // The answer to a WebSocket's handshake has no end.
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.alloc(0) });
    });
    sent.on('error', reject).end();
  });
}

const webSocket = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'x3JJHMbDL1EzLkh9GBhXDw==',
};

/** The status of what a page of another site would like to do: poll, open a WebSocket, start a room. */
async function tryAll(port: number, headers: OutgoingHttpHeaders) {
  const { status: polling } = await ask(port, POLLING, { headers });
  const { status: socket } = await ask(port, '/socket.io/?EIO=4&transport=websocket', {
    headers: { ...headers, ...webSocket },
  });
  const { status: room } = await ask(port, '/api/rooms', { method: 'POST', headers });
  return { polling, socket, room };
}

const allowed = { polling: 200, socket: 101, room: 201 };

describe('a page of another site can neither poll, nor open a WebSocket, nor start a room', () => {
  const host = 'game.example';

  test.each<[string, OutgoingHttpHeaders]>([
    ['another origin', { host, origin: 'https://evil.example' }],
    ['a subdomain', { host, origin: 'https://evil.game.example' }],
    ['a longer name', { host, origin: 'https://game.example.evil' }],
    ['another port', { host, origin: 'https://game.example:8443' }],
    ['no port in place of one', { host: 'game.example:8080', origin: 'http://game.example' }],
    ['a page without an origin, as in a sandbox', { host, origin: 'null' }],
    ['a text that is no origin', { host, origin: 'game.example' }],
    ['an empty origin', { host, origin: '' }],
    ['a picture, which tells no origin', { host, 'sec-fetch-site': 'cross-site' }],
    ['a picture of a sister site', { host, 'sec-fetch-site': 'same-site' }],
    ['a host that it forwards itself', { host, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
  ])('%s', async (_, headers) => {
    const answers = await tryAll(await start(), headers);
    expect(answers.socket).not.toBe(101);
    expect(answers).toMatchObject({ polling: 403, room: 403 });
  });

  test.each<[string, OutgoingHttpHeaders]>([
    ['a page of its own', { host, origin: 'https://game.example' }],
    [
      'its own page behind a proxy that names the usual port',
      { host: 'game.example:443', origin: 'https://game.example' },
    ],
    ['a host in capitals', { host: 'GAME.example', origin: 'https://game.example' }],
    ['its own page, which tells no origin', { host, 'sec-fetch-site': 'same-origin' }],
    ['a program, which has no origin', { host }],
    ['an origin that the owner has named', { host, origin: 'https://ours.example' }],
    ['the public address, under whatever name', { host: '10.0.0.7:3000', origin: 'https://play.example' }],
  ])('but %s can', async (_, headers) => {
    const port = await start({ origins: ['https://ours.example'], publicUrl: 'https://play.example/game/' });
    expect(await tryAll(port, headers)).toEqual(allowed);
  });
});

describe('proxies that are trusted', () => {
  const post = (port: number, headers: OutgoingHttpHeaders) => ask(port, '/api/rooms', { method: 'POST', headers });
  const isSeen = async (options: Partial<ServerOptions<Notes, NotesIntent>>, forwarded: string) => {
    const addresses: unknown[] = [];
    const reports = { rejected: (_: string, details: object) => addresses.push(details), failed: () => undefined };
    const port = await start({ ...options, reports });
    await post(port, { 'x-forwarded-for': forwarded, origin: 'https://evil.example' });
    return addresses;
  };

  test.each<[string, ServerOptions<Notes, NotesIntent>['trustedProxies'], string]>([
    ['none', 0, '127.0.0.0/24'],
    ['one', 1, '198.51.100.0/24'],
    ['two', 2, '203.0.113.0/24'],
    ['the near one', ['loopback'], '198.51.100.0/24'],
    ['two by their networks', ['loopback', '198.51.100.0/24'], '203.0.113.0/24'],
    ['one that is elsewhere', ['10.0.0.0/8'], '127.0.0.0/24'],
  ])('%s: what they forwarded tells the address', async (_, trustedProxies, address) => {
    const seen = await isSeen({ trustedProxies: trustedProxies ?? 0 }, '192.0.2.1, 203.0.113.2, 198.51.100.3');
    expect(seen).toEqual([{ address }]);
  });

  test('tell new rooms and connections the same address', async () => {
    const port = await start({
      trustedProxies: ['loopback'],
      limits: { newRoomsPerMinute: 1 },
      connectionLimits: { connectionsPerAddress: 1 },
    });
    const from = (address: string) => ({ 'x-forwarded-for': `192.0.2.9, ${address}` });
    for (const address of ['203.0.113.1', '203.0.113.2']) {
      expect((await post(port, from(address))).status).toBe(201);
      expect((await post(port, from(address))).status).toBe(429);
      expect((await ask(port, POLLING, { headers: from(address) })).status).toBe(200);
      expect((await ask(port, POLLING, { headers: from(address) })).status).toBe(403);
    }
  });

  test('are missed loudly, but once: a near proxy that is not trusted makes everybody one address', async () => {
    const told: string[] = [];
    const reports = {
      rejected: () => undefined,
      failed: () => undefined,
      untrustedProxy: (address: string) => told.push(address),
    };
    const port = await start({ reports });
    await ask(port, '/livez');
    expect(told).toEqual([]);
    await ask(port, POLLING, { headers: { 'x-forwarded-for': '203.0.113.1' } });
    await ask(port, '/livez', { headers: { forwarded: 'for=203.0.113.1' } });
    expect(told).toEqual(['127.0.0.1']);
    const trusting = await start({ reports, trustedProxies: 1 });
    await ask(trusting, '/livez', { headers: { 'x-forwarded-for': '203.0.113.1' } });
    expect(told).toHaveLength(1);
  });
});

/** A folder with a page, as it is built. */
async function build(): Promise<string> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'page-'));
  await mkdir(joinPath(folder, 'assets'));
  const script = 'console.log("a script that is worth being compressed");'.repeat(50);
  await Promise.all([
    writeFile(
      joinPath(folder, 'index.html'),
      '<head><base href="/" /></head><script src="./assets/page-1.js"></script>',
    ),
    writeFile(joinPath(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    writeFile(joinPath(folder, 'assets/page-1.js'), script),
    writeFile(joinPath(folder, 'assets/page-1.js.br'), brotliCompressSync(script)),
    writeFile(joinPath(folder, 'assets/page-1.js.gz'), gzipSync(script)),
    writeFile(joinPath(folder, 'assets/plain-1.js'), script),
  ]);
  return folder;
}

describe('what a browser may keep', () => {
  test.each<[string, string, Asked]>([
    ['nothing', '/livez', {}],
    ['nothing', '/nowhere', {}],
    ['nothing', '/api/rooms', { method: 'POST' }],
    ['nothing', '/api/rooms', { method: 'POST', headers: { origin: 'https://evil.example' } }],
    ['nothing', '/assets/nothing-1.js', {}],
    ['nothing', POLLING, {}],
    ['what it asks about each time', '/', {}],
    ['what it asks about each time', '/nowhere', { headers: { accept: 'text/html' } }],
    ['what it asks about each time', '/icon.svg', {}],
    ['what never changes', '/assets/page-1.js', {}],
    ['what never changes', '/assets/page-1.js', { headers: { 'accept-encoding': 'br' } }],
  ])('is %s: %s', async (what, path, asked) => {
    const port = await start({ page: await build() });
    const { headers } = await ask(port, path, asked);
    expect(headers['cache-control']).toBe(
      what === 'nothing'
        ? 'no-store'
        : what === 'what never changes'
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
    );
  });

  test('the page is not sent again while it is the same', async () => {
    const port = await start({ page: await build() });
    const { headers } = await ask(port, '/');
    expect((await ask(port, '/', { headers: { 'if-none-match': headers.etag } })).status).toBe(304);
  });
});

describe('a script', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br', 'page-1.js.br'],
    ['gzip', 'gzip', 'page-1.js.gz'],
    ['br;q=0, gzip', 'gzip', 'page-1.js.gz'],
    ['identity', undefined, 'page-1.js'],
    ['', undefined, 'page-1.js'],
  ])(
    'is sent as it was compressed when it was built, to a browser that takes "%s"',
    async (accepted, encoding, file) => {
      const folder = await build();
      const { headers, body } = await ask(await start({ page: folder }), '/assets/page-1.js', {
        headers: { 'accept-encoding': accepted },
      });
      expect(headers).toMatchObject({
        vary: 'Accept-Encoding',
        'content-type': expect.stringMatching(/^text\/javascript; charset=utf-8$/i),
      });
      expect(headers['content-encoding']).toBe(encoding);
      expect(body.equals(await readAsset(folder, file))).toBe(true);
    },
  );

  test.each(['/assets/plain-1.js', POLLING, '/livez'])(
    'or an answer is never compressed for a request: %s',
    async (path) => {
      const port = await start({ page: await build() });
      const { headers } = await ask(port, path, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(headers['content-encoding']).toBeUndefined();
    },
  );
});

describe('below a path', () => {
  const publicUrl = 'https://example.org/game/';

  test.each([
    ['leaves it', '/game'],
    ['takes it away', ''],
  ])('the page, its scripts, rooms and connections are served behind a proxy that %s', async (_, kept) => {
    const port = await start({ page: await build(), publicUrl });
    const page = await ask(port, `${kept}/`);
    expect(page.body.toString()).toContain(
      '<base href="/game/" /><meta name="public-url" content="https://example.org/game/" />',
    );
    expect((await ask(port, `${kept}/assets/page-1.js`)).status).toBe(200);
    expect((await ask(port, `${kept}/api/rooms`, { method: 'POST' })).status).toBe(201);
    const link = await join({ rules: notesRules, room: 'shopping', url: `http://127.0.0.1:${port}${kept}/` });
    ends.push(() => link.close());
    expect(await link.emit({ type: 'add', text: 'milk' })).toMatchObject({ kind: 'official' });
  });

  test('the path without its slash is the page too, and a longer word is not', async () => {
    const port = await start({ page: await build(), publicUrl });
    expect((await ask(port, '/game')).status).toBe(200);
    expect((await ask(port, '/game?from=mail')).status).toBe(200);
    expect((await ask(port, '/games/')).status).toBe(404);
  });
});

function readAsset(folder: string, name: string): Promise<Buffer> {
  return readFile(joinPath(folder, 'assets', name));
}
