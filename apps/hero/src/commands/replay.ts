import { command } from './command.ts';
import { replayRoom } from './replay-room.ts';
import { readRooms } from './rooms-file.ts';

/** Runs the mutations over a file's rooms, and writes what came out: one JSON value for each room. */
await command('npm run replay -- FILE [ROOM]', async ({ file, room: only }) => {
  const results: string[] = [];
  for await (const filed of readRooms(file)) {
    const { serverSeq, state } = replayRoom(filed);
    if (only === null || only === filed.room) results.push(JSON.stringify({ room: filed.room, serverSeq, state }));
  }
  return results.join('\n');
});
