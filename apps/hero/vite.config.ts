import { defineConfig } from 'vite';

/** Bundles our own packages, which Node cannot run as TypeScript, into one file; packages from npm stay external. */
export default defineConfig({
  build: { ssr: 'src/main.ts', target: 'node20', sourcemap: true },
  ssr: { noExternal: [/^@button\//] },
});
