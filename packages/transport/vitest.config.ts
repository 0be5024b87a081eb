import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from '../../apps/web/e2e/browsers.ts';

const inABrowser = '**/*.browser.test.ts';

/** Node has no WebRTC: what needs it runs in a real browser, the one of the end-to-end tests. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: [inABrowser] } },
      {
        test: {
          name: 'browser',
          include: [inABrowser],
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
