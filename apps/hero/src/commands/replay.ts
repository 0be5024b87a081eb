import { command } from './command.ts';
import { replayRoom } from './replay-room.ts';
import { readRooms } from './rooms-file.ts';

/** Runs the mutations over the rooms of a file, and prints one JSON value per room: its code, `serverSeq` and state. */
await command('npm run replay -- FILE [ROOM]', async ({ file, room: only }) => {
  const results: string[] = [];
  for await (const filed of readRooms(file)) {
    const { serverSeq, state } = replayRoom(filed);
    if (only === null || only === filed.room) results.push(JSON.stringify({ room: filed.room, serverSeq, state }));
  }
  return results.join('\n');
});
