import { once } from 'node:events';
import { connect } from 'node:net';
import { serve, type RunningServer } from '@button/server';
import { notesRules } from '@button/sync/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

let server: RunningServer;
const rejected: string[] = [];
beforeEach(async () => {
  rejected.length = 0;
  server = await serve({
    app: { rules: notesRules },
    host: '127.0.0.1',
    connectionLimits: { messagesPerMinutePerAddress: 1_000 },
    reports: { rejected: (code) => rejected.push(code), failed: (error) => rejected.push(String(error)) },
  });
});
afterEach(() => server.close());

/** Sends all of it on one connection in one packet. Resolves with the number of answers when the connection has ended. */
async function answersTo(requests: string): Promise<number> {
  const socket = connect(server.port, '127.0.0.1');
  let received = '';
  socket.on('data', (data: Buffer) => (received += data.toString()));
  socket.write(requests);
  await once(socket, 'close');
  return received.split('HTTP/1.1 ').length - 1;
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`;

test.each(['/nothing', '/socket.io/?EIO=4&transport=polling'])(
  'a connection that asks for %s a thousand times without waiting for an answer is closed before the second one',
  async (path) => {
    expect(await answersTo(get(path).repeat(1_000))).toBeLessThanOrEqual(1);
  },
);

test('a length beyond all numbers ends its connection, and not the server', async () => {
  const request = 'POST /nothing HTTP/1.1\r\nHost: here\r\nContent-Length: 18000000000000000000\r\n\r\n';
  expect(await answersTo(request)).toBe(0);
  expect(await answersTo('GET /livez HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')).toBe(1);
});

test.each([
  ['a long body', 'POST /nothing HTTP/1.1\r\nHost: here\r\nContent-Length: 400000\r\n\r\n'],
  ['a body of unknown length', 'POST /nothing HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n'],
])('a request with %s counts by its length, before it is read', async (_, request) => {
  const small = 'GET /nothing HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n';
  expect(await answersTo(small)).toBe(1);
  const ends = Array.from({ length: 6 }, () => answersTo(request));
  expect(await Promise.race(ends)).toBe(0);
  expect(rejected).toContain('flood');
});

test('an address that asks more often than it may gets no answer, and another one does', async () => {
  let answers = 0;
  const ask = async () => {
    await fetch(`http://127.0.0.1:${server.port}/nothing`);
    answers += 1;
  };
  await expect(async () => {
    for (;;) await ask();
  }).rejects.toThrow();
  expect(answers).toBeGreaterThan(50);
  expect(answers).toBeLessThan(1_000);
  expect(rejected).toContain('flood');
  const other = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
  other.write(get('/nothing'));
  const [answer] = await once(other, 'data');
  expect(String(answer)).toContain('HTTP/1.1 404');
  other.destroy();
});

test('a connection that waits for each answer has as many as it asks for', async () => {
  const socket = connect(server.port, '127.0.0.1');
  for (let asked = 0; asked < 20; asked += 1) {
    socket.write(get('/nothing'));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('HTTP/1.1 404');
  }
  socket.destroy();
});
