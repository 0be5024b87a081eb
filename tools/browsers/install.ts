import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, type BrowserName } from './browsers.ts';

/** The end-to-end tests need both. What is missing is installed where that may be done; nothing is skipped in silence. */
const debianPackages: Record<BrowserName, string> = { chromium: 'chromium-headless-shell', firefox: 'firefox-esr' };

function missing(): BrowserName[] {
  return (['chromium', 'firefox'] as const).filter((name) => findBrowser(name) === null);
}

function run(command: string): boolean {
  return spawnSync(command, { shell: true, stdio: 'inherit' }).status === 0;
}

const mayUse = { apt: process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') };

if (missing().length > 0) {
  console.log(`Installing ${missing().join(' and ')} for the end-to-end tests…`);
  const hasCome = run(`npx playwright install ${missing().join(' ')}`);
  if (hasCome && mayUse.apt) run('npx playwright install-deps chromium firefox');
}

if (missing().length > 0 && mayUse.apt) {
  const packages = missing().map((name) => debianPackages[name]);
  run(`apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`);
}

if (missing().length > 0) {
  console.error(
    `The end-to-end tests need ${missing().join(' and ')}: please run "npx playwright install --with-deps chromium firefox" where the network allows it, then "npm test" again.`,
  );
  process.exitCode = 1;
}
