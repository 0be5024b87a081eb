import { defineConfig } from 'vite';

/** The programs beside Hero itself: the commands of the operator. */
const commands = ['backup', 'restore', 'check-record', 'replay'];

/**
 * Bundles our own packages, which Node cannot run as TypeScript, into one file for each program: Hero, and the
 * operator's commands, which an installation without sources needs too. Packages from npm stay external.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { input: ['src/main.ts', ...commands.map((name) => `src/commands/${name}.ts`)] },
  },
  ssr: { noExternal: [/^@button\//] },
});
