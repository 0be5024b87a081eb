import type { GameIntent, State } from '@button/mutations';
import type { RoomLink, RoomView } from '@button/transport/client';

/** Resolves with the first view of which it is true, be it the one at hand. */
export function until(page: RoomLink<State, GameIntent>, isTrue: (view: RoomView<State>) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = page.subscribe(check);
    function check(): void {
      const { refused } = page.view;
      if (refused !== null) reject(new Error(`Hero refused to let a page in: ${refused}`));
      if (!isTrue(page.view)) return;
      stop();
      resolve();
    }
    check();
  });
}
