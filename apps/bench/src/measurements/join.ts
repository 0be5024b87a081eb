import { connectToHero, enter } from '../players/hero-socket.ts';
import { timed } from './timed.ts';

/** The cost of entering a room: the time from `enter` to `welcome`, and the size of the `welcome`. */
export interface Join {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Lets a newcomer who is already connected enter, and leave after the welcome. */
export async function join(url: string, room: string): Promise<Join> {
  const socket = await connectToHero(url);
  let welcome = {};
  const milliseconds = await timed(async () => {
    welcome = await enter(socket, room);
  });
  socket.disconnect();
  return { milliseconds, bytes: Buffer.byteLength(JSON.stringify(welcome)) };
}
