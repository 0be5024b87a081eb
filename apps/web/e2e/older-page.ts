import type { Page } from '@playwright/test';

/** The name of the switch, in the page, by which it claims to be older. */
const SWITCH = 'claimsToBeOlder';

/**
 * Prepares a page to claim older rules than it runs, in the address of its connections: from `claimOlderRules` until it
 * is reloaded or, if `always`, from the start and after each reload.
 */
export async function mayClaimOlderRules(page: Page, { always = false } = {}): Promise<void> {
  // By WebSocket only: the address of polling is not changed here.
  await page.route('**/socket.io/**', (route) => route.abort());
  await page.addInitScript(
    ([name, isOn]) => {
      Reflect.set(globalThis, name, isOn);
      globalThis.WebSocket = class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(Reflect.get(globalThis, name) ? `${url}`.replace(/rules=[^&]*/, 'rules=older') : url, protocols);
        }
      };
    },
    [SWITCH, always] as const,
  );
}

export async function claimOlderRules(page: Page): Promise<void> {
  await page.evaluate((name) => Reflect.set(globalThis, name, true), SWITCH);
}
