import type { Attack } from '../attack.ts';
import { atRate } from '../pace.ts';
import { RawSocket } from '../raw-socket.ts';

export const wrongCodes: Attack = {
  what: 'wrong codes, ten a second, from the honest player’s own address',
  isNeighbour: true,
  async run(target) {
    await atRate(10, () => {
      target.tally.add('codes');
      void RawSocket.enter(target, `ZZ${Math.random().toString(36).slice(2, 6)}`).catch(() => undefined);
    });
  },
};
