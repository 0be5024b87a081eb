import { once } from 'node:events';
import { attacks } from './attacks.ts';
import { Tally } from './tally.ts';

/** A process of one attack. Tells its parent each second what it has done, and ends with it. */
const [name = '', url = '', address = ''] = process.argv.slice(2);
const TELL_EVERY = 1_000;

const attack = attacks.get(name);
if (!attack) throw new Error(`there is no attack ${name}`);
const tally = new Tally();
process.once('disconnect', () => process.exit());
setInterval(() => process.send?.(tally.counts), TELL_EVERY);
// It is loaded by now, and begins when it is told to.
process.send?.(tally.counts);
await once(process, 'message');
await attack.run({ url, address, tally });
