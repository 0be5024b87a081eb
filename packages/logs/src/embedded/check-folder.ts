import { LogError } from '@button/sync/log';
import type { FolderSetting } from './folder.ts';
import { faultsOf, linesByRoom, readFolder, readRoom, roomsIn } from './reading.ts';

/** The result of `checkFolder`. */
export interface FolderCheck {
  readonly rooms: number;
  readonly lines: number;
  /** Each segment or room that is damaged, and why. */
  readonly faults: readonly string[];
}

/**
 * Reads all that is in a folder, which a Hero may be using.
 * @throws LogError `missing`, `other-format`, `newer-rules`, `unusable`
 * @example
 * const { rooms, lines, faults } = await checkFolder({ path: 'data', version: rules.version });
 */
export async function checkFolder(setting: FolderSetting): Promise<FolderCheck> {
  const { rooms: folder, found } = await readFolder(setting);
  const lines = linesByRoom(found);
  const faults = [...faultsOf(found)];
  const counts = { rooms: 0, lines: 0 };
  for (const room of roomsIn(folder)) {
    try {
      const read = await readRoom(folder, room, lines.get(room) ?? []);
      counts.rooms += read ? 1 : 0;
      counts.lines += read?.lines.length ?? 0;
    } catch (error) {
      const cause = error instanceof LogError && error.cause instanceof Error ? error.cause.message : String(error);
      faults.push(`room ${room}: ${cause}`);
    }
  }
  return { ...counts, faults };
}
