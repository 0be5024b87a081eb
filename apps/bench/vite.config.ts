import { defineConfig } from 'vite';

const programs = ['crowd', 'histories', 'players', 'raw-write', 'relay'];

/**
 * The programs run built, like Hero and the page: tsx adds code that keeps the names of functions, and that costs time.
 */
export default defineConfig({
  build: { ssr: true, target: 'node20', rolldownOptions: { input: programs.map((name) => `src/programs/${name}.ts`) } },
  ssr: { noExternal: [/^@button\//] },
  logLevel: 'warn',
});
