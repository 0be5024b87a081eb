import type { Entry, Log, Recorded, SavedSnapshot } from '@button/sync';
import type { NotesIntent } from '@button/sync/testing';
import { describe, expect, test } from 'vitest';
import type { Logs } from '../logs.ts';

type NotesLog = Log<NotesIntent>;

export const beginning: SavedSnapshot = {
  ...{ version: 1, epoch: 'epoch-1', serverSeq: 0, serverTime: 0 },
  ...{ state: { notes: [] }, lastSeqs: {} },
};
export const welcome = (clientId: string): Entry<NotesIntent> => ({ kind: 'welcome', clientId, clientSeq: 0 });
export const action = (clientId: string, clientSeq: number): Entry<NotesIntent> => {
  return {
    kind: 'action',
    clientId,
    clientSeq,
    action: { type: 'add', text: `${clientId} ${clientSeq}`, person: clientId },
  };
};
export const at = (time: number) => ({ time, seed: time });

/** What a follower of the log was told. */
export async function followed(log: NotesLog, serverSeq: number) {
  const lines: Recorded<NotesIntent>[] = [];
  const stop = await log.follow(serverSeq, (recorded) => lines.push(...recorded));
  return { lines, stop };
}

/** Proves that these logs keep the contract of `Log` and `Logs`. Call it in a test file, with a way to open them empty. */
export function describeLogs(name: string, openEmpty: () => Promise<Logs<NotesIntent>>): void {
  async function openRoom(snapshot = beginning) {
    const logs = await openEmpty();
    const log = await logs.create('ROOM', snapshot);
    return { logs, log };
  }

  /** A room in which Bob has been welcomed. */
  async function openBobsRoom() {
    const { logs, log } = await openRoom();
    await log.append(welcome('bob'), at(1));
    return { logs, log };
  }

  describe(`${name}: appending`, () => {
    test('gives every line the next serverSeq, without a gap', async () => {
      const { log } = await openBobsRoom();
      expect(await log.append(action('bob', 1), at(2))).toEqual({ kind: 'recorded', serverSeq: 2 });
      expect(await log.append(action('bob', 2), at(3))).toEqual({ kind: 'recorded', serverSeq: 3 });
    });

    test('records in the order of the calls, also when nobody waits in between', async () => {
      const { log } = await openBobsRoom();
      const calls = [1, 2, 3].map((clientSeq) => log.append(action('bob', clientSeq), at(1)));
      const answers = await Promise.all(calls);
      expect(answers).toEqual([2, 3, 4].map((serverSeq) => ({ kind: 'recorded', serverSeq })));
    });

    test('records nothing that is a duplicate, a gap, or of a client that is not listed', async () => {
      const { log } = await openBobsRoom();
      await log.append(action('bob', 1), at(1));
      expect(await log.append(action('bob', 1), at(1))).toEqual({ kind: 'duplicate' });
      expect(await log.append(action('bob', 3), at(1))).toEqual({ kind: 'gap', expected: 2 });
      expect(await log.append(action('sue', 1), at(1))).toEqual({ kind: 'expired' });
      expect((await followed(log, 0)).lines).toHaveLength(2);
    });

    test('keeps the checks atomic: of two that are sent twice at once, one is recorded', async () => {
      const { log } = await openBobsRoom();
      const answers = await Promise.all([log.append(action('bob', 1), at(1)), log.append(action('bob', 1), at(1))]);
      expect(answers.map(({ kind }) => kind)).toEqual(['recorded', 'duplicate']);
    });

    test('takes nothing more from a client that was forgotten', async () => {
      const { log } = await openBobsRoom();
      await log.append({ kind: 'forget', clientId: 'bob', clientSeq: 0 }, at(1));
      expect(await log.append(action('bob', 1), at(1))).toEqual({ kind: 'expired' });
    });

    test('serverTime is the time of arrival, and never goes back', async () => {
      const { log } = await openBobsRoom();
      for (const [index, time] of [50, 40, 60].entries()) await log.append(action('bob', index + 1), at(time));
      const { lines } = await followed(log, 1);
      expect(lines.map(({ serverTime, seed }) => [serverTime, seed])).toEqual([
        [50, 50],
        [50, 40],
        [60, 60],
      ]);
    });
  });

  describe(`${name}: following`, () => {
    test('tells what is there, then what comes, each line once and in order', async () => {
      const { log } = await openBobsRoom();
      await log.append(action('bob', 1), at(1));
      const { lines } = await followed(log, 1);
      expect(lines.map(({ serverSeq }) => serverSeq)).toEqual([2]);
      await log.append(action('bob', 2), at(1));
      expect(lines.map(({ serverSeq }) => serverSeq)).toEqual([2, 3]);
      expect(lines[1]).toEqual({ ...action('bob', 2), serverSeq: 3, serverTime: 1, seed: 1 });
    });

    test('tells nothing more when it was stopped', async () => {
      const { log } = await openBobsRoom();
      const { lines, stop } = await followed(log, 0);
      stop();
      await log.append(action('bob', 1), at(1));
      expect(lines).toHaveLength(1);
    });

    test('says so when it does not reach back that far', async () => {
      const { log } = await openRoom({ ...beginning, serverSeq: 5 });
      await expect(followed(log, 4)).rejects.toThrow(RangeError);
    });
  });

  describe(`${name}: snapshots`, () => {
    test('a new log begins at the snapshot that it was created with', async () => {
      const snapshot = { ...beginning, epoch: 'epoch-2', serverSeq: 7, serverTime: 90, lastSeqs: { bob: 3 } };
      const { log } = await openRoom(snapshot);
      expect(log.epoch).toBe('epoch-2');
      expect(log.reach).toBe(7);
      expect(await log.snapshot()).toEqual(snapshot);
      expect(await log.append(action('bob', 3), at(1))).toEqual({ kind: 'duplicate' });
      expect(await log.append(action('bob', 4), at(1))).toEqual({ kind: 'recorded', serverSeq: 8 });
      expect((await followed(log, 7)).lines).toMatchObject([{ serverTime: 90 }]);
    });

    test('a saved snapshot is the newest, and the lines up to where it lets go are gone', async () => {
      const { log } = await openBobsRoom();
      await log.append(action('bob', 1), at(5));
      await log.append(action('bob', 2), at(6));
      const saved = { ...beginning, serverSeq: 2, serverTime: 5, lastSeqs: { bob: 1 } };
      await log.save(saved, 1);
      expect(await log.snapshot()).toEqual(saved);
      expect(log.reach).toBe(1);
      expect((await followed(log, 1)).lines.map(({ serverSeq }) => serverSeq)).toEqual([2, 3]);
      await expect(followed(log, 0)).rejects.toThrow(RangeError);
      expect(await log.append(action('bob', 2), at(7))).toEqual({ kind: 'duplicate' });
      expect(await log.append(action('bob', 3), at(7))).toEqual({ kind: 'recorded', serverSeq: 4 });
    });

    test('a snapshot that covers everything leaves the sequence where it was', async () => {
      const { log } = await openBobsRoom();
      await log.save({ ...beginning, serverSeq: 1, serverTime: 1, lastSeqs: { bob: 0 } }, 1);
      expect(await log.append(action('bob', 1), at(0))).toEqual({ kind: 'recorded', serverSeq: 2 });
      expect((await followed(log, 1)).lines).toMatchObject([{ serverSeq: 2, serverTime: 1 }]);
    });
  });

  describe(`${name}: rooms`, () => {
    test('an unknown room has no log', async () => {
      const { logs } = await openRoom();
      expect(await logs.open('ELSEWHERE')).toBeNull();
    });

    test('a room that is opened again goes on where it was', async () => {
      const { logs, log } = await openBobsRoom();
      const saved = { ...beginning, serverSeq: 1, serverTime: 1, lastSeqs: { bob: 0 } };
      await log.save(saved, 0);
      await log.append(action('bob', 1), at(1));
      const again = await logs.open('ROOM');
      if (!again) throw new Error('the room is gone');
      expect([again.epoch, again.reach, await again.snapshot()]).toEqual(['epoch-1', 0, saved]);
      expect((await followed(again, 0)).lines).toEqual((await followed(log, 0)).lines);
      expect(await again.append(action('bob', 1), at(1))).toEqual({ kind: 'duplicate' });
      expect(await again.append(action('bob', 2), at(1))).toEqual({ kind: 'recorded', serverSeq: 3 });
    });

    test('rooms know nothing of each other', async () => {
      const { logs } = await openBobsRoom();
      const other = await logs.create('OTHER', { ...beginning, epoch: 'epoch-9' });
      expect(await other.append(action('bob', 1), at(1))).toEqual({ kind: 'expired' });
      expect(await logs.count()).toBe(2);
    });

    test('creating a room again replaces its log, as a restore does', async () => {
      const { logs } = await openBobsRoom();
      await logs.create('ROOM', { ...beginning, epoch: 'epoch-2', serverSeq: 4 });
      const log = await logs.open('ROOM');
      expect((await log?.snapshot())?.serverSeq).toBe(4);
      expect(log?.epoch).toBe('epoch-2');
      expect(log?.reach).toBe(4);
    });

    test('a room is untouched since its last line, or since it was made', async () => {
      const { logs, log } = await openRoom({ ...beginning, serverTime: 100 });
      expect([await logs.untouchedSince(100), await logs.untouchedSince(101)]).toEqual([[], ['ROOM']]);
      await log.append(welcome('bob'), at(200));
      expect([await logs.untouchedSince(200), await logs.untouchedSince(201)]).toEqual([[], ['ROOM']]);
    });

    test('a deleted room is gone', async () => {
      const { logs } = await openBobsRoom();
      await logs.delete('ROOM');
      expect(await logs.open('ROOM')).toBeNull();
      expect(await logs.count()).toBe(0);
    });
  });
}
