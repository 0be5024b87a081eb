import { chromium, firefox, type Browser, type LaunchOptions } from '@playwright/test';
import { existsSync } from 'node:fs';

export type BrowserName = 'chromium' | 'firefox';

/** This machine by a name that is not localhost: there, as on a phone on the LAN, the page is no secure context. */
export const LAN_NAME = 'hero.test';

const types = { chromium, firefox };

/**
 * Where browsers are when the system brought them. First the Chromium that has no windows: Playwright's own choice, too,
 * and a page in it costs two thirds of what it costs in a whole one.
 */
const systemPaths = {
  chromium: [
    '/usr/bin/chromium-headless-shell',
    ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  ],
  firefox: ['/usr/bin/firefox-esr'],
};

/**
 * With each window, a whole Chromium also loads the pages of its address bar: half of what a page costs, in a window
 * without an address bar. (One such list replaces the other: the second line is what we need of Playwright's.)
 */
const unneeded = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['HttpsUpgrades', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'NetworkTimeServiceQuerying', 'OptimizationHints'],
];

/** Tests never leave this machine. (`.local` is how WebRTC hides its addresses.) */
const launchOptions: Record<BrowserName, LaunchOptions> = {
  chromium: {
    args: [
      `--disable-features=${unneeded.join()}`,
      `--host-resolver-rules=MAP ${LAN_NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE *.local`,
      '--disable-quic',
    ],
  },
  firefox: {
    firefoxUserPrefs: {
      ...{ 'network.dns.disabled': true, 'network.dns.localDomains': LAN_NAME },
      // Not a second process with each page, for one more that might be opened.
      'dom.ipc.processPrelaunch.enabled': false,
      // Its driver does not ask for it: see `reducedMotion` in `players.ts`.
      'ui.prefersReducedMotion': 1,
    },
  },
};

/** How to launch it: Playwright's own where that is installed, else the system's. Null when there is neither. */
export function findBrowser(name: BrowserName): LaunchOptions | null {
  if (existsSync(types[name].executablePath())) return launchOptions[name];
  const executablePath = systemPaths[name].find((path) => existsSync(path));
  if (executablePath === undefined) return null;
  // A Firefox as it is shipped is driven another way than the one that Playwright builds for itself.
  const channel = name === 'firefox' ? { channel: 'moz-firefox' } : {};
  return { ...launchOptions[name], ...channel, executablePath };
}

export function launch(name: BrowserName): Promise<Browser> {
  const found = findBrowser(name);
  if (!found) throw new Error(`There is no ${name} here: "npm run browsers" installs it.`);
  return types[name].launch(found);
}
