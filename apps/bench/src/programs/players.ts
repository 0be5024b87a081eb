import { timed } from '../measurements/timed.ts';
import type { Pair } from '../players/pair.ts';
import { PairWithHero } from '../players/pair-with-hero.ts';
import { PairWithRelay } from '../players/pair-with-relay.ts';
import { answer, send } from '../processes/helper.ts';

/**
 * Bob and Sue at the relay and at each Hero. Asked for one of these servers, it answers with the time from Bob's push
 * until Sue has it, in milliseconds.
 */
const [relay = '', memory = '', disk = ''] = process.argv.slice(2);

const pairs = new Map<string, Pair>([
  ['relay', await PairWithRelay.enter(relay)],
  ['memory', await PairWithHero.enter(memory)],
  ['disk', await PairWithHero.enter(disk)],
]);

answer(async (server) => {
  const pair = pairs.get(server);
  if (!pair) throw new Error(`there is no server ${server}`);
  const milliseconds = await timed(() => pair.push());
  await pair.startNextRound();
  return milliseconds;
});
send(pairs.size);
