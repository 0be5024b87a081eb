import { rules, type State } from '@button/mutations';
import { upgrade } from '@button/sync/hero';
import { apply, type Snapshot } from '@button/sync/log';
import type { FiledRoom } from './rooms-file.ts';

/**
 * What comes of a room's snapshot and the lines after it: what its Hero had.
 * @throws UnusableState
 */
export function replayRoom({ snapshot, tail }: FiledRoom): Snapshot<State> {
  return tail.reduce((official, recorded) => apply(rules, official, recorded).official, upgrade(rules, snapshot));
}
