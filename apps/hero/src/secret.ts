import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

const drawSecret = () => randomBytes(32).toString('base64url');

/**
 * The secret that signs tokens: the one from the settings, else the one kept in the data folder, made on the first
 * start. It is kept beside the logs because it must last as long as they do: changing it invalidates every token.
 */
export function secretOf({ secret, dataFolder }: Config): string {
  if (secret !== null) return secret;
  if (dataFolder === null) return drawSecret();
  const file = join(dataFolder, 'secret');
  if (!existsSync(file)) writeFileSync(file, drawSecret(), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
