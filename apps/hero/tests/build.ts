import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The tests start Hero as an operator does: from the built file. */
export default async function buildHero(): Promise<void> {
  await build({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'warn' });
}
