import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Line, Welcome } from '../src/relay/line.ts';
import { RelayRooms } from '../src/relay/relay-rooms.ts';
import { coalescing, durable, plain, type Send } from '../src/relay/teller.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Collects what is sent, until that many lines have been sent. */
function collect(count: number) {
  const messages: (readonly Line[])[] = [];
  let finish: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const send: Send = (_room, lines) => {
    messages.push(lines);
    if (messages.flat().length === count) finish();
  };
  return { messages, finished, send };
}

const lines: readonly Line[] = [{ entered: 1 }, { pressed: 1, round: 1 }, { left: 1 }];

test('a plain relay sends each line at once, in a message of its own', () => {
  const { messages, send } = collect(lines.length);
  const tell = plain(send);
  for (const line of lines) tell('TOMAKI', line);
  expect(messages).toEqual(lines.map((line) => [line]));
});

test('a coalescing relay sends the lines of a turn in one message', async () => {
  const { messages, finished, send } = collect(lines.length);
  const tell = coalescing(send);
  for (const line of lines) tell('TOMAKI', line);
  expect(messages).toEqual([]);
  await finished;
  expect(messages).toEqual([lines]);
});

test('a durable relay sends nothing before it is in the file', async () => {
  const path = join(folder, 'record');
  const { messages, finished, send } = collect(lines.length);
  const inFile: string[] = [];
  const tell = await durable((room, told) => {
    inFile.push(readFileSync(path, 'utf8'));
    send(room, told);
  }, path);
  for (const line of lines) tell('TOMAKI', line);
  await finished;
  expect(messages.flat()).toEqual(lines);
  messages.forEach((told, index) => expect(inFile[index]).toContain(JSON.stringify(['TOMAKI', told])));
});

test('a newcomer at a relay is welcomed with the room as it was told', () => {
  const welcomes: Welcome[] = [];
  const rooms: RelayRooms = new RelayRooms(plain((room, told) => rooms.apply(room, told)));
  const bob = rooms.enter('TOMAKI', (welcome) => welcomes.push(welcome));
  bob.press(1);
  rooms.enter('TOMAKI', (welcome) => welcomes.push(welcome));
  expect(welcomes).toEqual([
    { welcome: 1, people: [], round: 0, winner: null },
    { welcome: 2, people: [1], round: 1, winner: 1 },
  ]);
});
