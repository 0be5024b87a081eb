import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '@button/browsers';
import type { PlayerOptions } from './apps/web/e2e/players.ts';

const port = Number(process.env.E2E_PORT ?? 4173);
/** A limit that the tests do not reach: to Hero they all come from one address. */
const plenty = '100000';
/** A new folder for each run. */
const dataFolder = join(tmpdir(), `push-the-button-first-${process.pid}`);

/** Every test has two players, Bob and Sue, and runs against the built game. */
export default defineConfig<object, PlayerOptions>({
  testDir: 'apps/web/e2e',
  fullyParallel: true,
  // One more than two cores, since a test often waits for Hero or for a browser.
  workers: 3,
  retries: 0,
  // Tests wait for events; these only end one that waits in vain, and are long enough for a busy machine.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    screenshot: 'only-on-failure',
    // Screenshots would cost a fifth of the time, and a trace shows the page at each step without them.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
  projects: [
    // A test marked @firefox needs no second run, because it includes Bob's Chromium.
    { name: 'chromium with chromium', use: { sueBrowser: 'chromium' }, grepInvert: /@firefox/ },
    // In a test marked @alone Sue is absent, or her browser does not matter.
    { name: 'chromium with firefox', use: { sueBrowser: 'firefox' }, grepInvert: /@alone/ },
    // The example starts a server of its own.
    { name: 'notes', testDir: 'examples/notes/e2e', use: { launchOptions: findBrowser('chromium') ?? {} } },
  ],
  webServer: {
    command: 'node apps/hero/dist/main.js',
    url: `http://127.0.0.1:${port}/readyz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: {
      PORT: String(port),
      HERO_LOG_LEVEL: 'error',
      HERO_NEW_ROOMS_PER_MINUTE: plenty,
      HERO_WRONG_CODES_PER_MINUTE: plenty,
      HERO_ROOMS: plenty,
      HERO_DATA: dataFolder,
    },
  },
});
