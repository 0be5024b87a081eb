import { randomUUID } from 'node:crypto';
import { rules } from '@button/mutations';
import { openLogs } from '../open-logs.ts';
import { command, logsMustBeOnDisk } from './command.ts';
import { replayRoom } from './replay-room.ts';
import { readRooms } from './rooms-file.ts';

/**
 * Puts the rooms of a file, or one of them, into the data folder. Rooms with the same code are replaced, others
 * stay. The whole file is checked before anything is written.
 */
await command('npm run restore -- FILE [ROOM]', async ({ config, file, room: only }) => {
  logsMustBeOnDisk(config);
  for await (const filed of readRooms(file)) replayRoom(filed);
  const logs = await openLogs(config);
  const counts = { restored: 0, replaced: 0 };
  try {
    const before = new Set<string>();
    for await (const { room } of logs.list()) before.add(room);
    for await (const filed of readRooms(file)) {
      const { room, id } = filed;
      if (only !== null && only !== room) continue;
      counts.restored += 1;
      if (before.has(room)) counts.replaced += 1;
      // The new epoch makes pages that were in the room start from the snapshot.
      const fresh = { version: rules.version, epoch: randomUUID() };
      const snapshot = replayRoom(filed);
      const continues = { epoch: snapshot.epoch, serverSeq: snapshot.serverSeq };
      await logs.replace(room, { ...snapshot, continues, ...fresh }, id);
    }
  } finally {
    await logs.close();
  }
  return `${counts.restored} restored from ${file}, ${counts.replaced} of them replaced`;
});
