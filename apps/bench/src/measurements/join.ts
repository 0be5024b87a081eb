import { connectToHero, enter } from '../players/hero-socket.ts';
import { timed } from './timed.ts';

/** What it takes to be let into a room and to have its state. */
export interface Join {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** A newcomer, connected already, enters, is welcomed, and leaves. */
export async function join(url: string, room: string): Promise<Join> {
  const socket = await connectToHero(url);
  let welcome = {};
  const milliseconds = await timed(async () => {
    welcome = await enter(socket, room);
  });
  socket.disconnect();
  return { milliseconds, bytes: Buffer.byteLength(JSON.stringify(welcome)) };
}
