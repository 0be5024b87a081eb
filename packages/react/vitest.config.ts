import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from '../../tools/browsers/browsers.ts';

/** Components are shown in a real browser, the one of the end-to-end tests. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.tsx'],
    /** Tests wait for events: this only ends those that wait in vain, however busy the machine is with other packages. */
    testTimeout: 30_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: findBrowser('chromium') ?? {} }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
