import { beginning } from '@button/sync/testing/log';
import { describe, expect, test } from 'vitest';
import { parseRoomFile, textOf } from '../src/embedded/room-file.ts';

const room = {
  room: 'ROOM',
  id: 'id-1',
  hour: 7,
  isShared: true,
  snapshot: { ...beginning, state: { notes: ['Grüße 🎈\n'] } },
  truncatedTo: 0,
  lines: [1, 2].map((serverSeq) => JSON.stringify({ kind: 'join', person: 'bob', serverSeq })),
};
const whole = Buffer.from(textOf(room));

/** Whether reading these bytes throws. */
function isRefused(bytes: Buffer): boolean {
  try {
    parseRoomFile(bytes, 'ROOM');
    return false;
  } catch {
    return true;
  }
}

describe("a room's file", () => {
  test('is read as it was written, with and without lines', () => {
    expect(parseRoomFile(whole, 'ROOM')).toEqual(room);
    const empty = { ...room, lines: [] };
    expect(parseRoomFile(Buffer.from(textOf(empty)), 'ROOM')).toEqual(empty);
  });

  test('is refused if any byte has changed', () => {
    for (const [place, byte] of whole.entries()) {
      for (const changed of new Set([0, 10, 32, 255, byte ^ 1, byte ^ 32, byte ^ 128])) {
        if (changed === byte) continue;
        const bytes = Buffer.from(whole);
        bytes[place] = changed;
        expect(isRefused(bytes), `byte ${place} became ${changed}`).toBe(true);
      }
    }
  });

  test('is refused if any end is missing, or something was added', () => {
    for (let length = 0; length < whole.length; length += 1)
      expect(isRefused(whole.subarray(0, length)), `cut off at ${length}`).toBe(true);
    expect(isRefused(Buffer.concat([whole, Buffer.from('\n')]))).toBe(true);
    expect(isRefused(Buffer.alloc(whole.length))).toBe(true);
  });

  test('is refused if it is that of another room', () => {
    expect(() => parseRoomFile(whole, 'room')).toThrow('not that of this room');
  });
});
