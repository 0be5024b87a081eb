import { defineConfig } from 'vite';

/** One file that Node runs: our own packages, which are TypeScript, are bundled; npm's stay outside. */
export default defineConfig({
  build: { ssr: 'src/main.ts', target: 'node20', sourcemap: true },
  ssr: { noExternal: [/^@button\//] },
});
