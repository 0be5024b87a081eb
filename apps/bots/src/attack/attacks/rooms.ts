import type { Attack } from '../attack.ts';
import { atRate } from '../pace.ts';
import { Pipeline } from '../raw-http.ts';

/** How many addresses the attacker has; each makes 20 rooms a minute. */
const ADDRESSES = 50;

export const rooms: Attack = {
  what: 'fifty addresses make 20 rooms a minute each, until there are too many',
  environment: { HERO_ROOMS: '500' },
  async run({ url, tally }) {
    const pipelines = Array.from(
      { length: ADDRESSES },
      (_, index) => new Pipeline({ url, address: `127.0.1.${index + 1}`, tally }),
    );
    let made = 0;
    await atRate((ADDRESSES * 20) / 60, () => pipelines[(made += 1) % ADDRESSES]?.send('POST', '/api/rooms'));
  },
};
