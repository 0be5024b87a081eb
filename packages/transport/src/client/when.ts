import type { Intent } from '@button/sync';
import type { ReadableAtom } from 'nanostores';
import type { RoomView } from './room-view.ts';

/**
 * The page was denied: it is not let into the room.
 * @example
 * const link = await join({ rules, room }).catch((error: unknown) => {
 *   if (error instanceof DeniedError) show(reasons[error.code]);
 *   else throw error;
 * });
 */
export class DeniedError extends Error {
  /** The reason, such as `unknown-room` or `wrong-version`; PROTOCOL.md lists the codes. */
  readonly code: string;

  constructor(code: string) {
    super(`not let into the room: ${code}`);
    this.name = 'DeniedError';
    this.code = code;
  }
}

/**
 * Resolves with the first view that satisfies the predicate, possibly the current one. Rejects once the link is denied
 * or closed, since no other view can follow.
 */
export function when<State, I extends Intent>(
  views: ReadableAtom<RoomView<State, I>>,
  predicate: (view: RoomView<State, I>) => boolean,
): Promise<RoomView<State, I>> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const view = views.get();
      if (predicate(view)) resolve(view);
      else if (view.denied !== null) reject(new DeniedError(view.denied));
      else if (view.link === 'closed') reject(new Error('the link to the room was closed'));
      else return;
      stop();
    };
    const stop = views.listen(check);
    check();
  });
}
