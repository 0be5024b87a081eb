import { describe, expect, test } from 'vitest';
import type { Log, Logs, RoomUse } from '../../record/log.ts';
import type { NotesIntent } from '../notes.ts';
import {
  action,
  at,
  beginning,
  BOB,
  join,
  listed,
  SUE,
  openBobsRoom,
  openRoom,
  readWhole,
  subscribed,
  type OpenEmpty,
} from './examples.ts';

/** The contract of `Logs`. */
export function describeRooms(name: string, openEmpty: OpenEmpty): void {
  describe(`${name}: rooms`, () => {
    test('an unknown room has no log', async () => {
      const { logs } = await openRoom(openEmpty);
      expect(await logs.open('ELSEWHERE')).toBeNull();
    });

    test('a room that is opened again continues where it was', async () => {
      const { logs, log } = await openBobsRoom(openEmpty);
      const saved = { ...beginning, serverSeq: 1, serverTime: 1, clients: listed(BOB, 0) };
      await log.save(saved, 0);
      await log.append(action(BOB, 1), at(1));
      const again = await open(logs, 'ROOM');
      expect([again.epoch, again.truncatedTo, await again.snapshot()]).toEqual(['epoch-1', 0, saved]);
      expect((await subscribed(again, 0)).lines).toEqual((await subscribed(log, 0)).lines);
      expect(await again.append(action(BOB, 1), at(1))).toEqual({ kind: 'duplicate' });
      expect(await again.append(action(BOB, 2), at(1))).toEqual({ kind: 'recorded', serverSeq: 3 });
    });

    test('a store that can record has no fault, before and after it has recorded', async () => {
      const logs = await openEmpty();
      expect(await logs.fault()).toBeNull();
      await logs.create('ROOM', beginning);
      expect(await logs.fault()).toBeNull();
    });

    test('rooms are independent of each other', async () => {
      const { logs } = await openBobsRoom(openEmpty);
      const other = await logs.create('OTHER', { ...beginning, epoch: 'epoch-9' });
      expect(await other.append(action(BOB, 1), at(1))).toEqual({ kind: 'expired' });
      expect(await logs.count()).toBe(2);
    });

    test('a room that exists cannot be created, and stays as it was', async () => {
      const { logs, log } = await openBobsRoom(openEmpty);
      const again = logs.create('ROOM', { ...beginning, epoch: 'epoch-2' });
      await expect(again).rejects.toMatchObject({ code: 'room-exists', subject: 'ROOM' });
      expect(await log.append(action(BOB, 1), at(1))).toEqual({ kind: 'recorded', serverSeq: 2 });
      const opened = await open(logs, 'ROOM');
      expect(opened.epoch).toBe('epoch-1');
      expect((await subscribed(opened, 0)).lines).toHaveLength(2);
    });

    test('of several simultaneous calls that create one room, one succeeds', async () => {
      const logs = await openEmpty();
      const epochs = ['epoch-1', 'epoch-2', 'epoch-3'];
      const created = await Promise.allSettled(epochs.map((epoch) => logs.create('ROOM', { ...beginning, epoch })));
      const succeeded = created.flatMap((one) => (one.status === 'fulfilled' ? [one.value.epoch] : []));
      expect(succeeded).toHaveLength(1);
      expect(created.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))).toMatchObject([
        { code: 'room-exists' },
        { code: 'room-exists' },
      ]);
      expect([(await open(logs, 'ROOM')).epoch]).toEqual(succeeded);
    });

    test('a room that is replaced begins at the snapshot, in another epoch, and keeps nothing of its old log', async () => {
      const { logs } = await openBobsRoom(openEmpty);
      const restored = { ...beginning, epoch: 'epoch-2', serverSeq: 4, serverTime: 3, clients: listed(SUE, 2) };
      const replaced = await logs.replace('ROOM', restored, 'epoch-1');
      expect(await replaced.append(action(SUE, 3), at(5))).toEqual({ kind: 'recorded', serverSeq: 5 });
      const log = await open(logs, 'ROOM');
      expect([replaced.epoch, log.epoch, log.truncatedTo]).toEqual(['epoch-2', 'epoch-2', 4]);
      expect(await readWhole(log)).toMatchObject({ snapshot: restored, tail: [{ clientId: SUE, serverSeq: 5 }] });
      expect(await log.append(action(BOB, 1), at(5))).toEqual({ kind: 'expired' });
      await expect(subscribed(log, 3)).rejects.toThrow(RangeError);
    });

    test('a room has the epoch that it was created with as its id, and keeps it when it is saved, opened or replaced', async () => {
      const { logs, log } = await openBobsRoom(openEmpty);
      await log.save({ ...beginning, serverSeq: 1, serverTime: 1, clients: listed(BOB, 0) }, 1);
      const saved = await open(logs, 'ROOM');
      const replaced = await logs.replace('ROOM', { ...beginning, epoch: 'epoch-2' }, saved.id);
      await replaced.append(join('sue'), at(2));
      const again = await open(logs, 'ROOM');
      expect([log, saved, replaced, again].map(({ id, epoch }) => [id, epoch])).toEqual([
        ['epoch-1', 'epoch-1'],
        ['epoch-1', 'epoch-1'],
        ['epoch-1', 'epoch-2'],
        ['epoch-1', 'epoch-2'],
      ]);
      await logs.delete('ROOM');
      expect((await logs.create('ROOM', { ...beginning, epoch: 'epoch-3' })).id).toBe('epoch-3');
    });

    test('a room that does not exist may be replaced too', async () => {
      const logs = await openEmpty();
      expect((await logs.replace('ROOM', beginning, 'epoch-0')).epoch).toBe('epoch-1');
      expect(await logs.count()).toBe(1);
    });

    test('rooms grow older by each whole hour that passes after their last line, or after they began', async () => {
      const { logs, log } = await openRoom(openEmpty);
      await logs.passHour();
      await logs.create('OTHER', { ...beginning, serverTime: 300 });
      expect(await idleIn(logs)).toEqual({ ROOM: 0, OTHER: 0 });
      await logs.passHour();
      expect(await idleIn(logs)).toEqual({ ROOM: 1, OTHER: 0 });
      await log.append(join('bob'), at(0));
      await logs.passHour();
      expect(await idleIn(logs)).toEqual({ ROOM: 0, OTHER: 1 });
      await logs.passHour();
      await log.save({ ...beginning, serverSeq: 1, serverTime: 200, clients: listed(BOB, 0) }, 1);
      await logs.markShared('OTHER');
      expect(await idleIn(logs)).toEqual({ ROOM: 1, OTHER: 2 });
      await logs.replace('OTHER', { ...beginning, epoch: 'epoch-2' }, 'epoch-1');
      expect(await idleIn(logs)).toEqual({ ROOM: 1, OTHER: 0 });
    });

    test('rooms are listed with their use, until they are deleted', async () => {
      const { logs, log } = await openBobsRoom(openEmpty);
      for (const room of ['UNUSED', 'RESTORED', 'SHARED']) await logs.create(room, beginning);
      await logs.replace('RESTORED', { ...beginning, epoch: 'epoch-2' }, 'epoch-1');
      for (const room of ['SHARED', 'NOWHERE']) await logs.markShared(room);
      expect(await usesIn(logs)).toEqual({ ROOM: 'alone', UNUSED: 'unused', RESTORED: 'shared', SHARED: 'shared' });
      await logs.markShared('ROOM');
      await log.save({ ...beginning, serverSeq: 1, serverTime: 1, clients: listed(BOB, 0) }, 1);
      await log.append(join('sue'), at(1));
      expect(await usesIn(logs)).toMatchObject({ ROOM: 'shared' });
      await logs.delete('SHARED');
      await logs.create('SHARED', { ...beginning, epoch: 'epoch-2' });
      expect(await usesIn(logs)).toMatchObject({ SHARED: 'unused' });
    });

    test('rooms may be deleted while they are listed', async () => {
      const { logs } = await openRoom(openEmpty);
      for (const room of ['A', 'B', 'C']) await logs.create(room, beginning);
      const listed: string[] = [];
      for await (const { room } of logs.list()) {
        listed.push(room);
        await logs.delete(room);
      }
      expect(listed.sort()).toEqual(['A', 'B', 'C', 'ROOM']);
      expect(await idleIn(logs)).toEqual({});
    });

    test('a room is read whole: its saved snapshot, and the lines after it', async () => {
      const { log } = await openBobsRoom(openEmpty);
      await log.append(action(BOB, 1), at(2));
      await log.append(action(BOB, 2), at(3));
      const saved = { ...beginning, serverSeq: 2, serverTime: 2, clients: listed(BOB, 1) };
      await log.save(saved, 0);
      const { snapshot, tail } = await readWhole(log);
      expect(snapshot).toEqual(saved);
      expect(tail).toEqual([{ ...action(BOB, 2), serverSeq: 3, serverTime: 3, seed: 3 }]);
    });

    test('a deleted room is gone, may be deleted again, and is created again without its old log', async () => {
      const { logs } = await openBobsRoom(openEmpty);
      await logs.delete('ROOM');
      await logs.delete('ROOM');
      expect(await logs.open('ROOM')).toBeNull();
      expect([await logs.count(), await idleIn(logs)]).toEqual([0, {}]);
      await logs.create('ROOM', { ...beginning, epoch: 'epoch-2' });
      expect(await readWhole(await open(logs, 'ROOM'))).toMatchObject({ snapshot: { epoch: 'epoch-2' }, tail: [] });
    });
  });
}

/** The log of a room that exists. */
async function open(logs: Logs<NotesIntent>, room: string): Promise<Log<NotesIntent>> {
  const log = await logs.open(room);
  if (!log) throw new Error(`${room} is gone`);
  return log;
}

/** For how many hours nothing has happened in each room. */
async function idleIn(logs: Logs<NotesIntent>): Promise<Readonly<Record<string, number>>> {
  const hours: Record<string, number> = {};
  for await (const { room, idle } of logs.list()) hours[room] = idle;
  return hours;
}

async function usesIn(logs: Logs<NotesIntent>): Promise<Readonly<Record<string, RoomUse>>> {
  const uses: Record<string, RoomUse> = {};
  for await (const { room, use } of logs.list()) uses[room] = use;
  return uses;
}
