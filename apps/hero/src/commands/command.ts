import { resolve } from 'node:path';
import { readConfig, type Config } from '../config.ts';
import { describeError } from '../describe-error.ts';
import { CommandError } from './command-error.ts';

/** The arguments and settings that a command was called with. */
export interface Call {
  readonly config: Config;
  /** An absolute path. A relative one is resolved against the folder in which the command was typed. */
  readonly file: string;
  /** The code of the only room to handle; null for all rooms. */
  readonly room: string | null;
}

/** Runs an operator's command about a file, and a room in it. */
export async function command(usage: string, run: (call: Call) => Promise<string>): Promise<void> {
  await report((config) => {
    const [file, room, ...more] = process.argv.slice(2);
    if (file === undefined || more.length > 0) throw new CommandError(`usage: ${usage}`);
    const home = process.env['INIT_CWD'] ?? process.cwd();
    return run({ config, file: resolve(home, file), room: room?.toUpperCase() ?? null });
  });
}

/** The result goes to standard output; an error goes to standard error, and the exit code becomes 1. */
export async function report(run: (config: Config) => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await run(readConfig(process.env))}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof CommandError ? error.message : describeError(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * The data folder.
 * @throws CommandError if the logs are in memory, where this process would find no rooms.
 */
export function logsMustBeOnDisk({ dataFolder }: Config): string {
  if (dataFolder === null) throw new CommandError('With HERO_DATA=:memory: nothing is kept that could be backed up.');
  return dataFolder;
}
