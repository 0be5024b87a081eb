import { timed } from '../measurements/timed.ts';
import type { Pair } from '../players/pair.ts';
import { PairWithHero } from '../players/pair-with-hero.ts';
import { PairWithRelay } from '../players/pair-with-relay.ts';
import { answer, say } from '../processes/helper.ts';

/** Bob and Sue with the relay, and with each Hero. Asked for one of them, it says how long a push takes there. */
const [relay = '', memory = '', disk = ''] = process.argv.slice(2);

const pairs = new Map<string, Pair>([
  ['relay', await PairWithRelay.enter(relay)],
  ['memory', await PairWithHero.enter(memory)],
  ['disk', await PairWithHero.enter(disk)],
]);

answer(async (whom) => {
  const pair = pairs.get(whom);
  if (!pair) throw new Error(`nobody plays with ${whom}`);
  const milliseconds = await timed(() => pair.push());
  await pair.startNextRound();
  return milliseconds;
});
say(pairs.size);
