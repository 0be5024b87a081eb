import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Hero is tested as it is started: from the file that is built. */
export default async function buildHero(): Promise<void> {
  await build({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'warn' });
}
