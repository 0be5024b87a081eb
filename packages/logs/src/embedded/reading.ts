import fs from 'node:fs';
import { LogError } from '@button/sync/log';
import { isMissing } from './files.ts';
import { attempt, checkFormat, layoutOf, type FolderSetting } from './folder.ts';
import { readRoomFile, roomOf, roomPath, withJournal, type RoomFile } from './room-file.ts';
import { readSegments, type FoundSegment, type JournalLine } from './segments.ts';

/**
 * Reads the journal of a folder that a Hero may be using. Read the rooms afterwards: lines that leave the journal
 * meanwhile are found in the files of their rooms.
 * @throws LogError `missing`, `other-format`, `newer-rules`, `unusable`
 */
export async function readFolder(setting: FolderSetting): Promise<{ rooms: string; found: readonly FoundSegment[] }> {
  const { path, version } = setting;
  if (!fs.existsSync(path)) throw new LogError('missing', path);
  checkFormat(path, version);
  const { journal, rooms } = layoutOf(setting);
  return { rooms, found: await attempt(path, () => readSegments(journal)) };
}

/** The rooms that have a file in the folder of the rooms. */
export function roomsIn(folder: string): readonly string[] {
  return fs.readdirSync(folder).flatMap((file) => roomOf(file) ?? []);
}

/** @throws LogError `damaged` if the journal, which all rooms share, is not as it was written */
export function mustBeIntact(folder: string, found: readonly FoundSegment[], roomCount: number): void {
  const fault = found.length === 0 && roomCount > 0 ? 'the journal is missing' : faultsOf(found)[0];
  if (fault !== undefined) throw new LogError('damaged', folder, new Error(fault));
}

export function faultsOf(found: readonly FoundSegment[]): readonly string[] {
  return found.flatMap(({ number, fault }) => (fault === null ? [] : [`journal segment ${number} ${fault}`]));
}

export function linesByRoom(found: readonly FoundSegment[]): ReadonlyMap<string, readonly JournalLine[]> {
  const byRoom = new Map<string, JournalLine[]>();
  for (const line of found.flatMap(({ lines }) => lines)) {
    const lines = byRoom.get(line.room);
    if (lines) lines.push(line);
    else byRoom.set(line.room, [line]);
  }
  return byRoom;
}

/**
 * Reads a room beside a process that may be writing to it, with the lines that were read from the journal before; null
 * if there is no such room.
 * @throws LogError `damaged`
 */
export async function readRoom(folder: string, room: string, found: readonly JournalLine[]): Promise<RoomFile | null> {
  const path = roomPath(folder, room);
  if (path === null || !fs.existsSync(path)) return null;
  try {
    return withJournal(await readRoomFile(path, room), found);
  } catch (error) {
    if (isMissing(error)) return null;
    throw new LogError('damaged', room, error);
  }
}
