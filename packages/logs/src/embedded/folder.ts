import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogError } from '@button/sync/log';
import { Lock } from './lock.ts';

/** The version of the folder's layout. */
const FORMAT = 1;

export interface FolderSetting {
  readonly path: string;
  /** The version of the app's rules. A folder that newer rules have used is not opened. */
  readonly version: number;
}

/** The content of `format.json`: the versions that last used the folder. */
interface Format {
  readonly format: number;
  readonly rules: number;
}

/** A folder with records, locked by this process. */
export class DataFolder {
  readonly path: string;
  readonly #lock: Lock;

  private constructor(path: string, lock: Lock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Locks the folder, and creates it if it does not exist. One that a newer program has used is left untouched.
   * @throws LogError `in-use`, `newer-format`, `newer-rules`, `unusable`
   */
  static async take({ path, version }: FolderSetting): Promise<DataFolder> {
    checkFormat(path, version);
    attempt(path, () => mkdirSync(path, { recursive: true }));
    const lock = await Lock.take(join(path, 'in-use')).catch((cause: unknown) => {
      throw new LogError('unusable', path, cause);
    });
    if (!lock) throw new LogError('in-use', path);
    const folder = new DataFolder(path, lock);
    folder.use(() => writeFormat(path, { format: FORMAT, rules: version }));
    return folder;
  }

  /** Runs `act`; if it fails, unlocks the folder. */
  use<T>(act: () => T): T {
    try {
      return attempt(this.path, act);
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  leave(): void {
    this.#lock.release();
  }
}

/** @throws LogError `newer-format`, `newer-rules`, or `unusable` if the format cannot be read */
export function checkFormat(path: string, version: number): void {
  const found = readFormat(path);
  if (!found) return;
  if (found.format > FORMAT) throw new LogError('newer-format', path);
  if (found.rules > version) throw new LogError('newer-rules', path);
}

/** Null for a folder that has not been used yet. */
function readFormat(path: string): Format | null {
  try {
    const found: unknown = JSON.parse(readFileSync(join(path, 'format.json'), 'utf8'));
    if (!isFormat(found)) throw new Error('format.json is damaged');
    return found;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new LogError('unusable', path, error);
  }
}

function writeFormat(path: string, format: Format): void {
  const file = join(path, 'format.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(format)}\n`);
  renameSync(`${file}.new`, file);
}

function isFormat(value: unknown): value is Format {
  const has = (key: string) => typeof value === 'object' && value !== null && Number.isInteger(Reflect.get(value, key));
  return has('format') && has('rules');
}

/** @throws LogError `unusable` if `act` throws */
export function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new LogError('unusable', path, error);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
