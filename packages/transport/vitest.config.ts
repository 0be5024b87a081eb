import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from '../../tools/browsers/browsers.ts';

const browserTests = '**/*.browser.test.ts';
/**
 * Tests wait for events; this only ends one that waits in vain. It is long because other packages' tests keep the
 * machine busy.
 */
const testTimeout = 30_000;

/** Node has no WebRTC, so the tests that need it run in a real browser, the one of the end-to-end tests. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: [browserTests], testTimeout } },
      {
        test: {
          name: 'browser',
          include: [browserTests],
          testTimeout,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: findBrowser('chromium') ?? {} }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
