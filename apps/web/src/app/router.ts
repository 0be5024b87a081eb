import { useSyncExternalStore } from 'react';

/**
 * All paths and addresses in the page are relative to its `base` element, which Hero changes if the game is served below
 * a path. `./` is the home page.
 */

/** Shows another path without reloading: that is faster, and the press that led there still allows the page to play sound. */
export function goTo(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The path that is shown; back and forward change it too. */
export function usePath(): string {
  return useSyncExternalStore(follow, readPath);
}

function readPath(): string {
  const home = new URL(document.baseURI).pathname;
  const { pathname } = location;
  return pathname.slice(`${pathname}/`.startsWith(home) ? home.length : 1);
}

/** The address at which other people reach this path. */
export function publicAddress(path: string): string {
  const home = document.querySelector<HTMLMetaElement>('meta[name=public-url]')?.content;
  return new URL(path, home ?? document.baseURI).href;
}

function follow(listener: () => void): () => void {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}
