import type { Attack } from '../attack.ts';
import { createRoomFrom } from '../create-room-from.ts';
import { atRate, together } from '../pace.ts';
import { RawSocket } from '../raw-socket.ts';

const [PEOPLE, WATCHERS, PER_SECOND] = [100, 5, 30];

export const unread: Attack = {
  what: 'five watchers of their own crowded room read nothing and ask to catch up 30 times a second',
  async run(target) {
    const room = await createRoomFrom(target);
    const crowd = Array.from({ length: PEOPLE }, (_, index) =>
      RawSocket.enter(target, room, { name: `Mallory ${index}` }),
    );
    await Promise.allSettled(crowd);
    await together(WATCHERS, async () => {
      const watcher = await RawSocket.enter(target, room, { watches: true });
      watcher.stopReading();
      await atRate(PER_SECOND, () => {
        watcher.send('catchUp', { epoch: '', serverSeq: null });
        target.tally.add('catch-ups');
        return !watcher.isClosed;
      });
    });
  },
};
