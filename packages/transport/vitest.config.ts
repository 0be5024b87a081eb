import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from '../../apps/web/e2e/browsers.ts';

const inABrowser = '**/*.browser.test.ts';
/** Tests wait for events: this only ends those that wait in vain, however busy the machine is with other packages. */
const testTimeout = 30_000;

/** Node has no WebRTC: what needs it runs in a real browser, the one of the end-to-end tests. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: [inABrowser], testTimeout } },
      {
        test: {
          name: 'browser',
          include: [inABrowser],
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
