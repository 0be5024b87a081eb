import { defineConfig } from 'vite';

const programs = ['crowd', 'histories', 'players', 'raw-write', 'relay'];

/** They run as Hero and the page do, built: what tsx does to a source file, so that functions keep their names, costs time. */
export default defineConfig({
  build: { ssr: true, target: 'node20', rolldownOptions: { input: programs.map((name) => `src/programs/${name}.ts`) } },
  ssr: { noExternal: [/^@button\//] },
  logLevel: 'warn',
});
