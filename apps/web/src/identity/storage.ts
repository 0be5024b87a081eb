/** The browser's storage: of this tab, or of all tabs. Where it is forbidden or full, the game does without. */
type Where = 'tab' | 'browser';

const storages = { tab: () => sessionStorage, browser: () => localStorage };

export function read(where: Where, key: string): string | null {
  return attempt(() => storages[where]().getItem(key)) ?? null;
}

/** The JSON value under this key, which may be anything; null if there is none. */
export function readJson(where: Where, key: string): unknown {
  return attempt((): unknown => JSON.parse(read(where, key) ?? 'null'));
}

export function write(where: Where, key: string, value: string): void {
  attempt(() => storages[where]().setItem(key, value));
}

export function remove(where: Where, key: string): void {
  attempt(() => storages[where]().removeItem(key));
}

/** True the first time it is asked in this tab, so that a page does not reload again and again. */
export function isFirstTime(what: string): boolean {
  if (read('tab', what) !== null) return false;
  write('tab', what, 'done');
  return read('tab', what) !== null;
}

function attempt<T>(reach: () => T): T | undefined {
  try {
    return reach();
  } catch {
    return undefined;
  }
}
