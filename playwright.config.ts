import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './apps/web/e2e/browsers.ts';
import type { PlayerOptions } from './apps/web/e2e/players.ts';

const port = Number(process.env.E2E_PORT ?? 4173);
/** So that many tests on one machine are not taken for one very busy person. */
const plenty = '100000';
/** A new one for each run. */
const dataFolder = join(tmpdir(), `push-the-button-first-${process.pid}`);

/** Bob and Sue, two players in every test, on the game as it is built. */
export default defineConfig<object, PlayerOptions>({
  testDir: 'apps/web/e2e',
  fullyParallel: true,
  // One more than two cores: while a test waits for Hero or for a browser, another goes on.
  workers: 3,
  retries: 0,
  // Tests wait for events: these only end those that wait in vain, however busy the machine is.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    screenshot: 'only-on-failure',
    // Without a film, which costs a fifth of the time: each step's page can be looked at all the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
  projects: [
    // What is marked @firefox needs no second run: Bob's Chromium is in it, too.
    { name: 'chromium with chromium', use: { sueBrowser: 'chromium' }, grepInvert: /@firefox/ },
    // In those, Sue is not there, or nothing hangs on what her browser is.
    { name: 'chromium with firefox', use: { sueBrowser: 'firefox' }, grepInvert: /@alone/ },
    // The example starts a server of its own.
    { name: 'notes', testDir: 'examples/notes/e2e', use: { launchOptions: findBrowser('chromium') ?? {} } },
  ],
  webServer: {
    command: 'node apps/hero/dist/main.js',
    url: `http://127.0.0.1:${port}/healthz`,
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
