import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { serve, type App, type RunningServer, type ServerOptions } from '@button/server';
import { MemoryLogs, type Logs } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { join, type RoomOptions } from '@button/transport/client';
import { afterEach, describe, expect, test, vi } from 'vitest';

/** An app with only its rules, whose rooms are created when a page enters them. */
const app: App<Notes, NotesIntent> = { rules: notesRules, createsOnEntry: () => true };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(options: Partial<ServerOptions<Notes, NotesIntent>> = {}) {
  const server = await serve({ app, host: '127.0.0.1', ...options });
  ends.push(() => server.close());
  return { server, url: urlOf(server) };
}

function urlOf({ port }: RunningServer): string {
  return `http://127.0.0.1:${port}`;
}

async function enter(url: string, options: Partial<RoomOptions<Notes, NotesIntent>> = {}) {
  const link = await join({ rules: notesRules, room: 'shopping', url, ...options });
  ends.push(() => link.close());
  return link;
}

async function answerOf(url: string) {
  const response = await fetch(url);
  const body: unknown = await response.json();
  return [response.status, body] as const;
}

const textsIn = (state: Notes | null) => state?.notes.map(({ text }) => text);

test.each(['/livez', '/nothing', '/socket.io/?EIO=4&transport=polling', '/socket.io/?EIO=3'])(
  'the answer to %s has the headers that protect a page',
  async (path) => {
    const { url } = await start();
    const { headers } = await fetch(`${url}${path}`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  },
);

describe('an app that gives only its rules', () => {
  test('is shared by two pages, in a room that is created when the first one enters', async () => {
    const { url } = await start();
    const [bob, sue] = [await enter(url), await enter(url)];
    await bob.emit({ type: 'add', text: 'milk' });
    const { officialState } = await sue.when((view) => view.officialState?.notes.length === 1);
    expect(textsIn(officialState)).toEqual(['milk']);
  });

  test('continues from its log on the next server', async () => {
    const logs = new MemoryLogs<NotesIntent>();
    logs.close = () => Promise.resolve();
    const first = await serve({ app, logs, secret: 'the same', host: '127.0.0.1' });
    const bob = await enter(urlOf(first));
    await bob.emit({ type: 'add', text: 'milk' });
    await first.close();
    const { url } = await start({ logs, secret: 'the same' });
    expect(textsIn((await enter(url)).view.officialState)).toEqual(['milk']);
  });

  test('denies a room that does not exist, unless entering creates rooms', async () => {
    const { url } = await start({ app: { rules: notesRules } });
    await expect(enter(url)).rejects.toMatchObject({ code: 'unknown-room' });
    const created: unknown = await (await fetch(`${url}/api/rooms`, { method: 'POST' })).json();
    const code = typeof created === 'object' && created && 'code' in created ? String(created.code) : '';
    await enter(url, { room: code });
  });
});

test('an app may be written inline: its rules determine which intents compile', async () => {
  const server = await serve({
    app: {
      rules: notesRules,
      createsOnEntry: () => true,
      prepare: (intent) => (intent.type === 'forbid' ? { refusal: 'not-here' } : { intent }),
      presence: {
        enter: (client) => ({ type: 'add', text: `${client}` }),
        leave: (client) => ({ type: 'remove', text: `${client}` }),
        openClients: ({ notes }) => notes.map(({ text }) => Number(text)),
      },
    },
    host: '127.0.0.1',
  });
  ends.push(() => server.close());
  const { view } = await enter(urlOf(server));
  expect(textsIn(view.officialState)).toEqual([`${view.clientId}`]);
});

describe('an app with accounts of its own', () => {
  const accounts: App<Notes, NotesIntent> = {
    ...app,
    authenticate: ({ headers }) => headers['x-account']?.toString() ?? null,
  };

  test('denies entry to a page that is not signed in, but lets it watch', async () => {
    const { url } = await start({ app: accounts });
    await expect(enter(url)).rejects.toMatchObject({ code: 'not-signed-in' });
    expect((await enter(url, { watches: true })).view.person).toBeNull();
  });
});

describe('over HTTP', () => {
  test('the server reports that it is alive and ready', async () => {
    const { url } = await start();
    expect(await answerOf(`${url}/livez`)).toEqual([200, { status: 'alive' }]);
    expect(await answerOf(`${url}/readyz`)).toEqual([200, { status: 'ready' }]);
  });

  test.each(['no-space', 'failing', 'behind'] as const)(
    'the server is not ready while its logs say %s, and ready again afterwards',
    async (fault) => {
      const logs: Logs<NotesIntent> = new MemoryLogs();
      const faulty = vi.spyOn(logs, 'fault').mockResolvedValue(fault);
      const { url } = await start({ logs });
      const isNotReady = [503, { status: 'not-ready', reasons: [fault] }];
      await vi.waitFor(async () => expect(await answerOf(`${url}/readyz`)).toEqual(isNotReady), 10_000);
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      faulty.mockResolvedValue(null);
      await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 10_000);
    },
  );

  test('the server is not ready while its logs fail to say how they are, or take too long', async () => {
    const logs: Logs<NotesIntent> = new MemoryLogs();
    const faulty = vi.spyOn(logs, 'fault').mockRejectedValue(new Error('EIO'));
    const { url } = await start({ logs });
    const reasons = async () => Reflect.get(Object((await answerOf(`${url}/readyz`))[1]), 'reasons');
    await vi.waitFor(async () => expect(await reasons()).toEqual(['failing']), 10_000);
    faulty.mockReturnValue(new Promise(() => undefined));
    await vi.waitFor(async () => expect(await reasons()).toEqual(['behind']), 10_000);
  });

  test('asking whether the server is ready is no work for its logs', async () => {
    const logs: Logs<NotesIntent> = new MemoryLogs();
    const fault = vi.spyOn(logs, 'fault');
    const { url } = await start({ logs });
    const began = performance.now();
    await Promise.all(Array.from({ length: 200 }, () => fetch(`${url}/readyz`)));
    expect(fault.mock.calls.length).toBeLessThanOrEqual(1 + (performance.now() - began) / 1_000);
  });

  test('without a page, other paths are not found, in JSON', async () => {
    const { url } = await start();
    const response = await fetch(url, { headers: { Accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'not-found' });
  });

  test('the page is served at its paths, and revalidated each time', async () => {
    const page = await mkdtemp(joinPath(tmpdir(), 'page-'));
    await writeFile(joinPath(page, 'index.html'), '<!doctype html><title>Notes</title>');
    const { url } = await start({ page, pagePaths: ['/', '/d/:name'] });
    for (const path of ['/', '/d/shopping']) {
      const response = await fetch(url + path);
      expect(await response.text()).toContain('Notes');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  test('an app may have routes of its own', async () => {
    const { url } = await start({
      routes: (express) => void express.get('/hello', (_, response) => void response.send('hi')),
    });
    expect(await (await fetch(`${url}/hello`)).text()).toBe('hi');
  });
});

test('rejections are summed up: a page that floods with requests fills no log', async () => {
  const codes: unknown[] = [];
  const reports = { rejected: (...report: unknown[]) => void codes.push(report), failed: () => undefined };
  const server = await serve({ app, host: '127.0.0.1', reports });
  for (let count = 0; count < 5; count += 1)
    await fetch(`${urlOf(server)}/api/rooms`, {
      method: 'POST',
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    });
  expect(codes).toEqual([['not-json', expect.anything()]]);
  await server.close();
  expect(codes.slice(1)).toEqual([['not-json', { more: 4 }]]);
});

test('a port that is taken is an error, and the logs are closed', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  ends.push(() => taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const logs = new MemoryLogs<NotesIntent>();
  let isClosed = false;
  logs.close = async () => void (isClosed = true);
  await expect(serve({ app, logs, port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
  expect(isClosed).toBe(true);
});
