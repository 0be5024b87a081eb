import { rules } from '@button/mutations';
import { join } from '@button/transport/client';
import { createRoom } from '../hero/create-room.ts';

interface PlayedRoom {
  readonly code: string;
  readonly round: number;
  readonly personToken: string | null;
}

/** Makes rooms in which two people have played, and left. */
export async function playRooms(url: string, count: number): Promise<readonly PlayedRoom[]> {
  const rooms: PlayedRoom[] = [];
  for (let made = 0; made < count; made += 1) rooms.push(await playRoom(url));
  return rooms;
}

async function playRoom(url: string): Promise<PlayedRoom> {
  const code = await createRoom(url);
  const sue = await join({ rules, url, room: code, name: 'Sue' });
  const bob = await join({ rules, url, room: code, name: 'Bob' });
  await bob.emit({ type: 'push', round: 1 });
  await sue.emit({ type: 'push', round: 1 });
  await sue.emit({ type: 'startNextRound', round: 1 });
  const { personToken, officialState } = sue.view;
  bob.close();
  sue.close();
  return { code, personToken, round: officialState?.round ?? 0 };
}

/** The codes of the rooms that their people cannot get into any more, or find in another state. */
export async function missingRooms(url: string, rooms: readonly PlayedRoom[]): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const room of rooms) if (!(await isThere(url, room))) missing.push(room.code);
  return missing;
}

async function isThere(url: string, { code, personToken, round }: PlayedRoom): Promise<boolean> {
  try {
    const link = await join({ rules, url, room: code, name: 'Sue', personToken });
    const found = link.view.officialState?.round;
    link.close();
    return found === round;
  } catch {
    return false;
  }
}
