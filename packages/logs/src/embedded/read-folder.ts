import type { Intent } from '@button/sync';
import { openTables } from './database.ts';
import { checkFormat, UnusableFolder, type FolderSetting } from './folder.ts';
import { readRoom, type RoomOnDisk } from './reading.ts';
import { existsSync } from 'node:fs';

/** A room with its name. */
export interface NamedRoom<I extends Intent> extends RoomOnDisk<I> {
  readonly room: string;
}

/**
 * All rooms of a folder as they were at one moment, also while a Hero is using it: reading locks nobody out.
 * @throws UnusableFolder
 */
export async function* readFolder<I extends Intent>({ path, version }: FolderSetting): AsyncGenerator<NamedRoom<I>> {
  checkFormat(path, version);
  if (!existsSync(path)) throw new UnusableFolder(`There is no data folder ${path}.`);
  const tables = openTables<I>(path, { isReadOnly: true });
  const moment = tables.root.useReadTransaction();
  try {
    for (const room of tables.heads.getKeys({ transaction: moment })) {
      const found = readRoom(tables, room, moment);
      if (found) yield { room, ...found };
    }
  } finally {
    moment.done();
    await tables.root.close();
  }
}
