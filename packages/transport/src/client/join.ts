import type { Intent } from '@button/sync';
import { RoomLink } from './room-link.ts';
import type { RoomOptions } from './room-options.ts';

/**
 * Opens a link to a room, and resolves when it is live. It keeps trying to connect until then.
 * @throws DeniedError if the page is denied.
 * @example
 * const link = await join({ rules, room: 'TOMAKI', name: 'Bob' });
 * link.subscribe(() => show(link.view.state));
 * await link.emit({ type: 'add', text: 'milk' });
 */
export async function join<State, I extends Intent>(options: RoomOptions<State, I>): Promise<RoomLink<State, I>> {
  const room = new RoomLink(options);
  await room.when(({ link }) => link === 'live');
  return room;
}
