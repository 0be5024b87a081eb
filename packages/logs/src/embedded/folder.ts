import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lock } from './lock.ts';

/** The version of how this folder is laid out. */
const FORMAT = 1;

export interface FolderSetting {
  readonly path: string;
  /** Of the app's rules: a folder that newer ones have used is refused. */
  readonly version: number;
}

/** The folder cannot be used; its message says why, and what to do, to the person who started the program. */
export class UnusableFolder extends Error {}

/** What is written in `format.json`: who used the folder last. */
interface Format {
  readonly format: number;
  readonly rules: number;
}

/** A folder with a record in it, which one process has for itself. */
export class DataFolder {
  readonly path: string;
  readonly #lock: Lock;

  private constructor(path: string, lock: Lock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Takes the folder. One that a newer program has used is not touched at all.
   * @throws UnusableFolder
   */
  static async take({ path, version }: FolderSetting): Promise<DataFolder> {
    checkFormat(path, version);
    attempt(path, () => mkdirSync(path, { recursive: true }));
    const lock = await Lock.take(join(path, 'in-use')).catch((cause: unknown) => {
      throw unusable(path, cause);
    });
    if (!lock)
      throw new UnusableFolder(
        `Another Hero is using the data folder ${path}. Stop it first, or set HERO_DATA to another folder.`,
      );
    const folder = new DataFolder(path, lock);
    folder.use(() => writeFormat(path, { format: FORMAT, rules: version }));
    return folder;
  }

  /** Does something in the folder. When it fails, others may take the folder. */
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

/** @throws UnusableFolder when something newer than this program has used it, or one cannot tell. */
export function checkFormat(path: string, version: number): void {
  const found = readFormat(path);
  if (!found || (found.format <= FORMAT && found.rules <= version)) return;
  throw new UnusableFolder(
    `The data folder ${path} was used by a newer version of this program, and is left untouched. ` +
      'Start that version, or set HERO_DATA to another folder.',
  );
}

/** Null when nobody has used it yet. */
function readFormat(path: string): Format | null {
  try {
    const found: unknown = JSON.parse(readFileSync(join(path, 'format.json'), 'utf8'));
    if (isFormat(found)) return found;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    if (!(error instanceof SyntaxError)) throw unusable(path, error);
  }
  throw new UnusableFolder(`${join(path, 'format.json')} is damaged, and the data folder left untouched.`);
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

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): UnusableFolder {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UnusableFolder(
    `The data folder ${path} cannot be used: ${why}. ` +
      'Set HERO_DATA to a folder that Hero may write to, or to :memory: to keep nothing.',
    { cause },
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
