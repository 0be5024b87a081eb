import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { makePrivate, syncFolder, writeWhole } from '@button/logs/files';
import type { Logs } from '@button/sync/log';
import { MIN_SECRET, type Config } from './config.ts';

/**
 * The secret in the data folder cannot be used. It is neither replaced nor completed, because every token in the hands
 * of people would become invalid, and with too short a secret tokens could be forged.
 * - `missing`: there are rooms, but no file
 * - `damaged`: the file is too short, as a crash or a failed copy leaves it
 */
export class SecretError extends Error {
  readonly code: 'missing' | 'damaged';
  readonly file: string;

  constructor(code: SecretError['code'], file: string) {
    super(`${code}: ${file}`);
    this.code = code;
    this.file = file;
  }
}

/**
 * The secret that signs tokens: the one from the settings, else the one kept in the data folder, made on the first
 * start. It is kept beside the logs because it must last as long as they do: changing it invalidates every token.
 * @throws SecretError; a Node system error if the file cannot be read or written
 */
export async function secretOf(
  { secret, dataFolder }: Pick<Config, 'secret' | 'dataFolder'>,
  logs: Pick<Logs<never>, 'count'>,
): Promise<string> {
  if (secret !== null) return secret;
  if (dataFolder === null) return drawSecret();
  const file = join(dataFolder, 'secret');
  const kept = await readKept(file);
  if (kept !== null) return kept;
  if ((await logs.count()) > 0) throw new SecretError('missing', file);
  const drawn = drawSecret();
  await writeWhole(file, drawn);
  // Without this, a power cut might undo it, but not the first rooms.
  await syncFolder(dataFolder);
  return drawn;
}

function drawSecret(): string {
  return randomBytes(MIN_SECRET).toString('base64url');
}

/** Null if there is no file. */
async function readKept(file: string): Promise<string | null> {
  if (!fs.existsSync(file)) return null;
  makePrivate(file);
  const kept = await fs.promises.readFile(file, 'utf8');
  // After a power cut, some file systems show zeros in place of what was not written.
  if (kept.replaceAll('\0', '').trim().length < MIN_SECRET) throw new SecretError('damaged', file);
  return kept;
}
