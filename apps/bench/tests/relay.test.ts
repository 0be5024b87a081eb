import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { coalescing, durable, plain, type Send } from '../src/relay/broadcaster.ts';
import type { RelayMessage, Welcome } from '../src/relay/relay-message.ts';
import { RelayRooms } from '../src/relay/relay-rooms.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Collects the messages in the batches in which they are sent, until that many messages have been sent. */
function collect(count: number) {
  const batches: (readonly RelayMessage[])[] = [];
  let finish: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const send: Send = (_room, messages) => {
    batches.push(messages);
    if (batches.flat().length === count) finish();
  };
  return { batches, finished, send };
}

const messages: readonly RelayMessage[] = [{ entered: 1 }, { pressed: 1, round: 1 }, { left: 1 }];

test('a plain relay sends each message at once, alone', () => {
  const { batches, send } = collect(messages.length);
  const broadcast = plain(send);
  for (const message of messages) broadcast('TOMAKI', message);
  expect(batches).toEqual(messages.map((message) => [message]));
});

test('a coalescing relay sends the messages of a turn together', async () => {
  const { batches, finished, send } = collect(messages.length);
  const broadcast = coalescing(send);
  for (const message of messages) broadcast('TOMAKI', message);
  expect(batches).toEqual([]);
  await finished;
  expect(batches).toEqual([messages]);
});

test('a durable relay sends nothing before it is in the file', async () => {
  const path = join(folder, 'record');
  const file = await open(path, 'a');
  const { batches, finished, send } = collect(messages.length);
  const inFile: string[] = [];
  const broadcast = durable(file)((room, sent) => {
    inFile.push(readFileSync(path, 'utf8'));
    send(room, sent);
  });
  for (const message of messages) broadcast('TOMAKI', message);
  await finished;
  expect(batches.flat()).toEqual(messages);
  batches.forEach((sent, index) => expect(inFile[index]).toContain(JSON.stringify(['TOMAKI', sent])));
  await file.close();
});

test('a newcomer at a relay is welcomed with the room after all that was sent before', () => {
  const welcomes: Welcome[] = [];
  const rooms = new RelayRooms(plain, () => undefined);
  const bob = rooms.enter('TOMAKI', (welcome) => welcomes.push(welcome));
  bob.press(1);
  rooms.enter('TOMAKI', (welcome) => welcomes.push(welcome));
  expect(welcomes).toEqual([
    { welcome: 1, people: [], round: 0, winner: null },
    { welcome: 2, people: [1], round: 1, winner: 1 },
  ]);
});
