import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'tests/build.ts',
    /** These start and stop Heros, and wait for them more than they compute. */
    maxWorkers: 3,
    /** Tests wait for events: this only ends those that wait in vain, however busy the machine is with other packages. */
    testTimeout: 30_000,
  },
});
