import { randomUUID } from 'node:crypto';
import { rules } from '@button/mutations';
import { openLogs } from '../open-logs.ts';
import { command, mustBeKept } from './command.ts';
import { replayRoom } from './replay-room.ts';
import { readRooms } from './rooms-file.ts';

/**
 * Puts the rooms of a file, or one of them, into the data folder. Rooms of the same name are replaced, others stay. The
 * file is read through before anything is written.
 */
await command('npm run restore -- FILE [ROOM]', async ({ config, file, room: only }) => {
  mustBeKept(config);
  for await (const filed of readRooms(file)) replayRoom(filed);
  const logs = await openLogs(config);
  const counts = { restored: 0, replaced: 0 };
  try {
    const before = new Set<string>();
    for await (const { room } of logs.list()) before.add(room);
    for await (const filed of readRooms(file)) {
      const { room } = filed;
      if (only !== null && only !== room) continue;
      counts.restored += 1;
      if (before.has(room)) counts.replaced += 1;
      // Another epoch tells pages that were here to begin from the snapshot. To be restored counts as being touched.
      const fresh = { version: rules.version, epoch: randomUUID(), serverTime: Date.now() };
      await logs.replace(room, { ...replayRoom(filed), ...fresh });
    }
  } finally {
    await logs.close();
  }
  return `${counts.restored} restored from ${file}, ${counts.replaced} of them in place of what was there`;
});
