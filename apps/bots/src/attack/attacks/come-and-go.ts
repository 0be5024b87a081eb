import type { Attack } from '../attack.ts';
import { createRoomFrom } from '../create-room-from.ts';
import { atRate } from '../pace.ts';
import { RawSocket } from '../raw-socket.ts';

/** 3,000 in 23 seconds. */
const PER_SECOND = 130;
const VISITORS = 3_000;

export const comeAndGo: Attack = {
  what: '3,000 watchers come and go in 23 s; their room falls asleep',
  // A room sleeps after ten minutes without anybody: here after five seconds.
  preload:
    'const wait = globalThis.setTimeout; globalThis.setTimeout = (act, time, ...more) => wait(act, time === 600_000 ? 5_000 : time, ...more);',
  async run(target) {
    const room = await createRoomFrom(target);
    let visitors = 0;
    await atRate(PER_SECOND, () => {
      void RawSocket.enter(target, room, { watches: true }).then(
        (socket) => {
          target.tally.add('visits');
          socket.end();
        },
        () => undefined,
      );
      return (visitors += 1) < VISITORS;
    });
  },
};
