import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { readFolder } from '@button/logs/embedded';
import { rules, type GameIntent } from '@button/mutations';
import { command, folderOf, type Call } from './command.ts';
import { linesOf, WrongFile } from './rooms-file.ts';

/** Writes all rooms, or one, to a file, as they are at one moment; a running Hero goes on meanwhile. */
await command('npm run backup -- FILE [ROOM]', async ({ config, file, room }: Call) => {
  const rooms = new Set<string>();
  async function* lines() {
    for await (const found of readFolder<GameIntent>({ path: folderOf(config), version: rules.version })) {
      if (room !== null && found.room !== room) continue;
      rooms.add(found.room);
      yield* linesOf(found);
    }
  }
  const unfinished = `${file}.unfinished`;
  const target = createWriteStream(unfinished);
  await once(target, 'open');
  try {
    await finished(Readable.from(lines()).pipe(target));
    if (room !== null && rooms.size === 0) throw new WrongFile(`There is no room ${room}.`);
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return `${rooms.size} ${rooms.size === 1 ? 'room' : 'rooms'} written to ${file}`;
});
