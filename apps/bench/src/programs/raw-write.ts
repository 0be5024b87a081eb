import type { GameIntent } from '@button/mutations';
import type { Recorded } from '@button/sync/log';
import { open } from 'lmdb';
import { timed } from '../measurements/timed.ts';
import { answer } from '../processes/helper.ts';

/** The least that durability costs: writing one line of a record to the store that the embedded log uses. */
const [path = ''] = process.argv.slice(2);
const lines = open({ path }).openDB<Recorded<GameIntent>, [string, number]>({ name: 'lines', encoding: 'json' });

/** As large as a recorded push. */
const push: Recorded<GameIntent> = {
  kind: 'action',
  clientId: '11111111-2222-4333-8444-555555555555',
  clientSeq: 1000,
  serverSeq: 1000,
  serverTime: 1_700_000_000_000,
  seed: 3_141_592_653,
  action: { type: 'clickTheButton', round: 1000, person: '66666666-7777-4888-9999-000000000000' },
};
let serverSeq = 0;

answer(() => timed(() => lines.put(['TOMAKI', ++serverSeq], push)));
