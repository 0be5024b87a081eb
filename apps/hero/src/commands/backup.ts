import { renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { GameIntent } from '@button/mutations';
import { readRecord, type ReadableLogs } from '@button/sync/log';
import { openLogsToRead } from '../open-logs.ts';
import { command, mustBeKept, type Call } from './command.ts';
import { linesOf, WrongFile } from './rooms-file.ts';

/**
 * Writes all rooms, or one, to a file, while a running Hero plays on. Each room in it is consistent. The embedded store
 * shows all of them at one moment; from a store that cannot, each is written as it is at its turn.
 */
await command('npm run backup -- FILE [ROOM]', async ({ config, file, room }: Call) => {
  mustBeKept(config);
  const logs = await openLogsToRead(config);
  const written: string[] = [];
  async function* lines() {
    for await (const name of room === null ? namesIn(logs) : [room]) {
      const log = await logs.open(name);
      if (!log) continue;
      written.push(name);
      yield* linesOf({ room: name, ...(await readRecord(log)) });
    }
    if (room !== null && written.length === 0) throw new WrongFile(`There is no room ${room}.`);
  }
  try {
    await writeWhole(file, lines());
  } finally {
    await logs.close();
  }
  return `${written.length} ${written.length === 1 ? 'room' : 'rooms'} written to ${file}`;
});

async function* namesIn(logs: ReadableLogs<GameIntent>): AsyncGenerator<string> {
  for await (const { room } of logs.list()) yield room;
}

/** Writes the file, or leaves what was there. */
async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    // Opened first: a stream that fails before it has opened its file may still leave one behind.
    const target = await open(unfinished, 'w');
    await pipeline(lines, target.createWriteStream());
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
