import type { Trial } from './trial.ts';
import { clockAhead, clockBack } from './trials/clock.ts';
import { names } from './trials/names.ts';
import { foreignPage } from './trials/origin.ts';
import { turn } from './trials/turn.ts';
import { fullRoom, lockedRoom } from './trials/rooms.ts';
import { emptySecret } from './trials/secret.ts';

/** All trials, by the name under which they are run. */
export const trials: ReadonlyMap<string, Trial> = new Map(
  Object.entries({
    'clock-ahead': clockAhead,
    'clock-back': clockBack,
    'empty-secret': emptySecret,
    'foreign-page': foreignPage,
    'locked-room': lockedRoom,
    'full-room': fullRoom,
    names,
    turn,
  }),
);
