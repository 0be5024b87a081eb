import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

const draw = () => randomBytes(32).toString('base64url');

/** Signs who people are: as it is set, else beside the record, so that both are of one age. Made where there is none. */
export function secretOf({ secret, dataFolder }: Config): string {
  if (secret !== null) return secret;
  if (dataFolder === null) return draw();
  const file = join(dataFolder, 'secret');
  if (!existsSync(file)) writeFileSync(file, draw(), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
