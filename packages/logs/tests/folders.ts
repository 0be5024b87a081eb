import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { EmbeddedLogs, type EmbeddedSetting } from '@button/logs/embedded';
import type { Log, ReadableLog } from '@button/sync/log';
import type { NotesIntent } from '@button/sync/testing';
import { action, at, BOB, subscribed } from '@button/sync/testing/log';
import { afterEach, vi } from 'vitest';

/** Small, so that the journal begins another segment often. */
export const segmentBytes = 20_480;

const opened: EmbeddedLogs<NotesIntent>[] = [];
const folders: string[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const logs of opened.splice(0)) await logs.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'logs-'));
  folders.push(folder);
  return folder;
}

/** A folder as it is at this moment, as a crash would leave it. */
export function copyOf(path: string): string {
  const copy = makeFolder();
  cpSync(path, copy, { recursive: true, preserveTimestamps: true, filter: (file) => basename(file) !== 'in-use' });
  return copy;
}

/** Opens logs that are closed after the test. */
export async function openLogs(setting: Partial<EmbeddedSetting> = {}) {
  const defaults = { path: setting.path ?? makeFolder(), version: 1, maxBytes: Infinity, segmentBytes };
  const logs = await EmbeddedLogs.open<NotesIntent>({ ...defaults, ...setting });
  opened.push(logs);
  return logs;
}

export async function close(logs: EmbeddedLogs<NotesIntent>): Promise<void> {
  opened.splice(opened.indexOf(logs), 1);
  await logs.close();
}

/** The room's log, which must be there. */
export async function openRoom(logs: EmbeddedLogs<NotesIntent>, room: string) {
  const log = await logs.open(room);
  if (!log) throw new Error(`${room} is gone`);
  return log;
}

/** Bob does something from one of his clientSeqs to another. Twenty share a commit, so that a slow disk is waited for less. */
export async function appendAll(log: Log<NotesIntent>, from: number, to: number): Promise<void> {
  for (let first = from; first <= to; first += 20)
    await Promise.all(
      Array.from({ length: Math.min(20, to - first + 1) }, (_, index) => log.append(action(BOB, first + index), at(1))),
    );
}

/** All lines that the room has. */
export async function linesOf(log: ReadableLog<NotesIntent>) {
  return (await subscribed(log, log.truncatedTo)).lines;
}

/** All lines of a room of a folder that no process uses. */
export async function linesIn(path: string, room = 'ROOM') {
  const logs = await openLogs({ path });
  const lines = await linesOf(await openRoom(logs, room));
  await close(logs);
  return lines;
}
