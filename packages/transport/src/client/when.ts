import type { Intent, Store } from '@button/sync';
import type { RoomView } from './room-view.ts';

/** The page is not let into the room, for good. */
export class DeniedError extends Error {
  /** Why, such as `unknown-room` or `wrong-version`; PROTOCOL.md lists the codes. */
  readonly code: string;

  constructor(code: string) {
    super(`not let into the room: ${code}`);
    this.name = 'DeniedError';
    this.code = code;
  }
}

/** The first view for which the predicate holds, be it the one at hand. Rejects when there can be none any more. */
export function when<State, I extends Intent>(
  views: Store<RoomView<State, I>>,
  predicate: (view: RoomView<State, I>) => boolean,
): Promise<RoomView<State, I>> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const { value: view } = views;
      if (predicate(view)) resolve(view);
      else if (view.denied !== null) reject(new DeniedError(view.denied));
      else if (view.link === 'closed') reject(new Error('the link to the room was closed'));
      else return;
      stop();
    };
    const stop = views.subscribe(check);
    check();
  });
}
