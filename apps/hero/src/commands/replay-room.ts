import { rules, type State } from '@button/mutations';
import { upgrade } from '@button/sync/hero';
import { apply, type Official } from '@button/sync/log';
import type { FiledRoom } from './rooms-file.ts';

/**
 * The state of a room, from its snapshot and the lines after it: the same as its Hero had.
 * @throws UnusableState if the snapshot does not fit these rules.
 */
export function replayRoom({ snapshot, tail }: FiledRoom): Official<State> {
  const saved = upgrade(rules, snapshot);
  const official: Official<State> = { ...saved, clients: new Map(saved.clients) };
  return tail.reduce((before, recorded) => apply(rules, before, recorded).official, official);
}
