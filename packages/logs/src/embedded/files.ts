import fs from 'node:fs';
import { dirname, join } from 'node:path';

// Every call goes through `fs`, where a test can put something in the place of the disk.

const UNFINISHED = '.new';

/** For their owner alone, where the platform has such modes: the code in the name of a room's file lets anyone in. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** The part of a mode that is about others. */
const OTHERS = 0o077;

/**
 * Makes or replaces a file. A crash leaves either all of it or what was there before; the latter is ruled out only by
 * `syncFolder`.
 */
export async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const unfinished = `${path}${UNFINISHED}`;
  try {
    const file = await fs.promises.open(unfinished, 'w', FILE_MODE);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.promises.rename(unfinished, path);
  } catch (error) {
    await fs.promises.rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Makes the folder if it does not exist, and takes it from others than its owner if it does. */
export async function makeFolder(path: string): Promise<void> {
  const made = await fs.promises.mkdir(path, { recursive: true, mode: FOLDER_MODE });
  if (made === undefined) makePrivate(path);
  else await syncFolder(dirname(made));
}

/** The same; and deletes the unfinished files in it, and takes the others from others than their owner. */
export async function tidyFolder(path: string): Promise<void> {
  await makeFolder(path);
  await syncFolder(dirname(path));
  for (const name of await fs.promises.readdir(path))
    if (name.endsWith(UNFINISHED)) await fs.promises.rm(join(path, name));
    else makePrivate(join(path, name));
}

/**
 * Takes a file or folder that is there from others than its owner: a copy or an older program may have let them read it.
 * Where that is not ours to decide, as in a mounted folder of another owner, it stays as it is.
 */
export function makePrivate(path: string): void {
  const { mode } = fs.statSync(path);
  if ((mode & OTHERS) === 0) return;
  try {
    fs.chmodSync(path, mode & ~OTHERS);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}

/** Writes at a place in an open file. The bytes are on the disk when this resolves. */
export async function writeAt(file: number, bytes: Buffer, place: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await writeSome(file, bytes.subarray(done), place + done);
  await new Promise<void>((resolve, reject) => fs.fdatasync(file, (error) => (error ? reject(error) : resolve())));
}

/** A full disk may accept a part. */
function writeSome(file: number, bytes: Buffer, place: number): Promise<number> {
  return new Promise((resolve, reject) =>
    fs.write(file, bytes, 0, bytes.length, place, (error, count) => {
      if (error) reject(error);
      else if (count > 0) resolve(count);
      else reject(new Error('The disk accepts no more.'));
    }),
  );
}

/** How many bytes may still be written to the disk of this folder. */
export async function freeSpace(path: string): Promise<number> {
  const { bavail, bsize } = await fs.promises.statfs(path);
  return bavail * bsize;
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * After this, no crash undoes that files in the folder were made, replaced or deleted. (Windows does so without being
 * asked, and lets no program ask.)
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await fs.promises.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
