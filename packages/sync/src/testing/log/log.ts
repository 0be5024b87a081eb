import { describe, expect, test } from 'vitest';
import {
  action,
  at,
  beginning,
  BOB,
  listed,
  SUE,
  openBobsRoom,
  openRoom,
  subscribed,
  type OpenEmpty,
} from './examples.ts';

/** The contract of `Log`. */
export function describeLog(name: string, openEmpty: OpenEmpty): void {
  describe(`${name}: appending`, () => {
    test('gives every line the next serverSeq, without a gap', async () => {
      const { log } = await openBobsRoom(openEmpty);
      expect(await log.append(action(BOB, 1), at(2))).toEqual({ kind: 'recorded', serverSeq: 2 });
      expect(await log.append(action(BOB, 2), at(3))).toEqual({ kind: 'recorded', serverSeq: 3 });
    });

    test('records in the order of the calls, even without waiting in between', async () => {
      const { log } = await openBobsRoom(openEmpty);
      const calls = [1, 2, 3].map((clientSeq) => log.append(action(BOB, clientSeq), at(1)));
      const answers = await Promise.all(calls);
      expect(answers).toEqual([2, 3, 4].map((serverSeq) => ({ kind: 'recorded', serverSeq })));
    });

    test('records nothing that is a duplicate, a gap, or of a client that is not listed', async () => {
      const { log } = await openBobsRoom(openEmpty);
      await log.append(action(BOB, 1), at(1));
      expect(await log.append(action(BOB, 1), at(1))).toEqual({ kind: 'duplicate' });
      expect(await log.append(action(BOB, 3), at(1))).toEqual({ kind: 'gap', expected: 2 });
      expect(await log.append(action(SUE, 1), at(1))).toEqual({ kind: 'expired' });
      expect((await subscribed(log, 0)).lines).toHaveLength(2);
    });

    test('checks and records atomically: an entry that is appended twice at once is recorded once', async () => {
      const { log } = await openBobsRoom(openEmpty);
      const answers = await Promise.all([log.append(action(BOB, 1), at(1)), log.append(action(BOB, 1), at(1))]);
      expect(answers.map(({ kind }) => kind)).toEqual(['recorded', 'duplicate']);
    });

    test('accepts nothing more from a client that was forgotten', async () => {
      const { log } = await openBobsRoom(openEmpty);
      await log.append({ kind: 'forget', clientId: BOB, clientSeq: 0 }, at(1));
      expect(await log.append(action(BOB, 1), at(1))).toEqual({ kind: 'expired' });
    });

    test('serverTime is the time of arrival, and never goes back', async () => {
      const { log } = await openBobsRoom(openEmpty);
      for (const [index, time] of [50, 40, 60].entries()) await log.append(action(BOB, index + 1), at(time));
      const { lines } = await subscribed(log, 1);
      expect(lines.map(({ serverTime, seed }) => [serverTime, seed])).toEqual([
        [50, 50],
        [50, 40],
        [60, 60],
      ]);
    });
  });

  describe(`${name}: subscribing`, () => {
    test('notifies of the existing lines, then of new ones, each once and in order', async () => {
      const { log } = await openBobsRoom(openEmpty);
      await log.append(action(BOB, 1), at(1));
      const { lines } = await subscribed(log, 1);
      expect(lines.map(({ serverSeq }) => serverSeq)).toEqual([2]);
      await log.append(action(BOB, 2), at(1));
      expect(lines.map(({ serverSeq }) => serverSeq)).toEqual([2, 3]);
      expect(lines[1]).toEqual({ ...action(BOB, 2), serverSeq: 3, serverTime: 1, seed: 1 });
    });

    test('notifies of a line before the append that records it resolves', async () => {
      const { log } = await openBobsRoom(openEmpty);
      const { lines } = await subscribed(log, 1);
      const seen: number[] = [];
      const calls = [1, 2, 3].map((n) => log.append(action(BOB, n), at(1)).then(() => seen.push(lines.length)));
      await Promise.all(calls);
      expect(seen.every((count, index) => count > index)).toBe(true);
    });

    test('notifies of nothing more after it was ended', async () => {
      const { log } = await openBobsRoom(openEmpty);
      const { lines, stop } = await subscribed(log, 0);
      stop();
      await log.append(action(BOB, 1), at(1));
      expect(lines).toHaveLength(1);
    });

    test('fails below the serverSeq to which the log is truncated', async () => {
      const { log } = await openRoom(openEmpty, { ...beginning, serverSeq: 5 });
      await expect(subscribed(log, 4)).rejects.toThrow(RangeError);
      await expect(subscribed(log, 4)).rejects.toThrow(/truncated to 5\b/);
    });
  });

  describe(`${name}: snapshots`, () => {
    test('a new log begins at the snapshot that it was created with', async () => {
      const snapshot = { ...beginning, epoch: 'epoch-2', serverSeq: 7, serverTime: 90, clients: listed(BOB, 3) };
      const { log } = await openRoom(openEmpty, snapshot);
      expect(log.epoch).toBe('epoch-2');
      expect(log.truncatedTo).toBe(7);
      expect(await log.snapshot()).toEqual(snapshot);
      expect(await log.append(action(BOB, 3), at(1))).toEqual({ kind: 'duplicate' });
      expect(await log.append(action(BOB, 4), at(1))).toEqual({ kind: 'recorded', serverSeq: 8 });
      expect((await subscribed(log, 7)).lines).toMatchObject([{ serverTime: 90 }]);
    });

    test('a saved snapshot is the newest, and the lines up to `truncateTo` are gone', async () => {
      const { log } = await openBobsRoom(openEmpty);
      await log.append(action(BOB, 1), at(5));
      await log.append(action(BOB, 2), at(6));
      const saved = { ...beginning, serverSeq: 2, serverTime: 5, clients: listed(BOB, 1) };
      await log.save(saved, 1);
      expect(await log.snapshot()).toEqual(saved);
      expect(log.truncatedTo).toBe(1);
      expect((await subscribed(log, 1)).lines.map(({ serverSeq }) => serverSeq)).toEqual([2, 3]);
      await expect(subscribed(log, 0)).rejects.toThrow(RangeError);
      expect(await log.append(action(BOB, 2), at(7))).toEqual({ kind: 'duplicate' });
      expect(await log.append(action(BOB, 3), at(7))).toEqual({ kind: 'recorded', serverSeq: 4 });
    });

    test('a snapshot that covers everything leaves the sequence where it was', async () => {
      const { log } = await openBobsRoom(openEmpty);
      await log.save({ ...beginning, serverSeq: 1, serverTime: 1, clients: listed(BOB, 0) }, 1);
      expect(await log.append(action(BOB, 1), at(0))).toEqual({ kind: 'recorded', serverSeq: 2 });
      expect((await subscribed(log, 1)).lines).toMatchObject([{ serverSeq: 2, serverTime: 1 }]);
    });
  });
}
