import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogError } from '@button/sync/log';
import { isMissing, makeFolder, syncFolder, writeWhole } from './files.ts';
import { Lock } from './lock.ts';
import type { JournalPlace } from './segments.ts';

/** The version of the folder's layout. */
const FORMAT = 3;

const SEGMENT_BYTES = 8_388_608;

export interface FolderSetting {
  readonly path: string;
  /** The version of the app's rules. A folder that newer rules have used is not opened. */
  readonly version: number;
  /** How large each file of the journal is; only tests change it. */
  readonly segmentBytes?: number;
}

/** Where the parts of the record are in their folder. */
export interface Layout {
  readonly journal: JournalPlace;
  readonly rooms: string;
}

export function layoutOf({ path, segmentBytes = SEGMENT_BYTES }: FolderSetting): Layout {
  return { journal: { folder: join(path, 'journal'), segmentBytes }, rooms: join(path, 'rooms') };
}

/** The content of `format.json`: the versions that last used the folder, and for how many hours it has been in use. */
interface Format {
  readonly format: number;
  readonly rules: number;
  readonly hours: number;
}

/** A folder with records, locked by this process. */
export class DataFolder {
  readonly path: string;
  readonly #lock: Lock;
  #format: Format;

  private constructor(path: string, lock: Lock, format: Format) {
    this.path = path;
    this.#lock = lock;
    this.#format = format;
  }

  /**
   * Locks the folder, and creates it if it does not exist. One that another version of the program has laid out is left
   * untouched.
   * @throws LogError `in-use`, `other-format`, `newer-rules`, `unusable`
   */
  static async take({ path, version }: FolderSetting): Promise<DataFolder> {
    const hours = checkFormat(path, version)?.hours ?? 0;
    await attempt(path, () => makeFolder(path));
    const lock = await Lock.take(join(path, 'in-use')).catch((cause: unknown) => {
      throw new LogError('unusable', path, cause);
    });
    if (!lock) throw new LogError('in-use', path);
    const folder = new DataFolder(path, lock, { format: FORMAT, rules: version, hours });
    await folder.use(() => writeFormat(path, folder.#format));
    return folder;
  }

  /** For how many hours the folder has been in use, in all. */
  get hours(): number {
    return this.#format.hours;
  }

  async passHour(): Promise<void> {
    this.#format = { ...this.#format, hours: this.hours + 1 };
    await writeFormat(this.path, this.#format);
  }

  /** Runs `act`; if it fails, unlocks the folder. */
  async use<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await attempt(this.path, act);
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  leave(): void {
    this.#lock.release();
  }
}

/**
 * The format of a folder that can be used; null if it has not been used yet.
 * @throws LogError `other-format`, `newer-rules`, or `unusable` if the format cannot be read
 */
export function checkFormat(path: string, version: number): Format | null {
  const found = readFormat(path);
  if (found === null) return null;
  const damaged = new LogError('unusable', path, new Error('format.json is damaged'));
  if (!hasNumbers(found, 'format', 'rules')) throw damaged;
  if (found.format !== FORMAT) throw new LogError('other-format', path);
  if (found.rules > version) throw new LogError('newer-rules', path);
  if (!hasNumbers(found, 'hours')) throw damaged;
  return found;
}

/** Null for a folder that has not been used yet. */
function readFormat(path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(path, 'format.json'), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw new LogError('unusable', path, error);
  }
}

async function writeFormat(path: string, format: Format): Promise<void> {
  await writeWhole(join(path, 'format.json'), `${JSON.stringify(format)}\n`);
  await syncFolder(path);
}

function hasNumbers<Value, Key extends keyof Format>(
  value: Value,
  ...keys: Key[]
): value is Value & Record<Key, number> {
  return keys.every((key) => typeof value === 'object' && value !== null && Number.isInteger(Reflect.get(value, key)));
}

/** @throws LogError `unusable` if `act` fails, unless its own error is a LogError */
export async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof LogError ? error : new LogError('unusable', path, error);
  }
}
