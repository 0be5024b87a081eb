import { rules, type State } from '@button/mutations';
import { upgrade } from '@button/sync/hero';
import { apply, clientsOf, snapshotOf, type Snapshot } from '@button/sync/log';
import type { FiledRoom } from './rooms-file.ts';

/**
 * The state of a room, from its snapshot and the lines after it: the same as its Hero had.
 * @throws UnusableState if the snapshot does not fit these rules.
 */
export function replayRoom({ snapshot, tail }: FiledRoom): Snapshot<State> {
  const saved = upgrade(rules, snapshot);
  return snapshotOf(apply(rules, { ...saved, clients: clientsOf(saved) }, tail).official);
}
