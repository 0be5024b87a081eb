import { defineConfig } from 'vitest/config';

/** Tests wait for a real disk: this only ends those that wait in vain, however slow the disk and busy the machine is. */
export default defineConfig({ test: { testTimeout: 30_000 } });
