import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serve, type RunningServer, type ServerOptions } from '@button/server';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { afterEach, expect, test } from 'vitest';

let server: RunningServer;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

async function start(options: Partial<ServerOptions<Notes, NotesIntent>>): Promise<void> {
  server = await serve({ app: { rules: notesRules }, host: '127.0.0.1', ...options });
}

/** A connection on which nothing is sent. */
async function open(localAddress = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined).resume();
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function isAnswered(socket: Socket): Promise<boolean> {
  socket.write('GET /livez HTTP/1.1\r\nHost: here\r\n\r\n');
  return new Promise((resolve) => socket.once('data', () => resolve(true)).once('close', () => resolve(false)));
}

test('an address may have as many connections open as browsers need for their pages, and another address as many again', async () => {
  await start({ connectionLimits: { connectionsPerAddress: 1 } });
  const first = await open();
  await Promise.all(Array.from({ length: 6 }, () => open()));
  expect(await isAnswered(await open())).toBe(false);
  expect(await isAnswered(await open('127.0.0.2'))).toBe(true);
  expect(await isAnswered(first)).toBe(true);
});

test('a proxy of ours may have any number', async () => {
  await start({ connectionLimits: { connectionsPerAddress: 1 }, trustedProxies: 1 });
  await Promise.all([open(), open(), open()]);
  expect(await isAnswered(await open())).toBe(true);
});

test.each([
  ['nothing', ''],
  ['half of its headers', 'GET / HTTP/1.1\r\nHost: h'],
  ['half of its body', 'POST /api/rooms HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n{'],
])('a connection on which only %s arrives is closed in time', async (_, sent) => {
  await start({ connectionLimits: { enterWithin: 100 } });
  const socket = await open();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(sent);
  await closed;
});
