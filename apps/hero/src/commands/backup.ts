import { renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { GameIntent } from '@button/mutations';
import type { ReadableLogs } from '@button/sync/log';
import { openLogsToRead } from '../open-logs.ts';
import { command, logsMustBeOnDisk, type Call } from './command.ts';
import { CommandError } from './command-error.ts';
import { readRecord } from './read-record.ts';
import { linesOf } from './rooms-file.ts';

/**
 * Writes all rooms, or one, to a file; Hero may keep running meanwhile. Each room is consistent, and as it is when it is
 * read.
 */
await command('npm run backup -- FILE [ROOM]', async ({ config, file, room }: Call) => {
  logsMustBeOnDisk(config);
  const logs = await openLogsToRead(config);
  const written: string[] = [];
  async function* lines() {
    for await (const name of room === null ? namesIn(logs) : [room]) {
      const log = await logs.open(name);
      if (!log) continue;
      written.push(name);
      yield* linesOf({ room: name, ...(await readRecord(log)) });
    }
    if (room !== null && written.length === 0) throw new CommandError(`There is no room ${room}.`);
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

/**
 * Writes to another file first, so that a failure leaves an earlier backup of this name intact. Like the data folder, it is
 * for its owner only.
 */
async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    // Opened before anything can fail: a stream that still has to open its file may create it after the removal.
    const handle = await open(unfinished, 'w', 0o600);
    await pipeline(lines, handle.createWriteStream());
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
