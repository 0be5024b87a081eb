import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    /**
     * Tests wait for events; this only ends one that waits in vain. It is long because other packages' tests keep the
     * machine busy.
     */
    testTimeout: 30_000,
  },
});
