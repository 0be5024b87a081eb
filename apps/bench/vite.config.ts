import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

const programs = readdirSync(new URL('src/programs', import.meta.url), { encoding: 'utf8' });

/**
 * The programs run built, like Hero and the page: tsx adds code that keeps the names of functions, and that costs time.
 * They stand beside the peers, whose packages they find there.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'peers/dist',
    rolldownOptions: {
      input: programs.map((name) => `src/programs/${name}`),
      external: ['ws', 'colyseus.js', /^@(colyseus|logux)\//],
    },
  },
  ssr: { noExternal: [/^@button\//] },
  logLevel: 'warn',
});
