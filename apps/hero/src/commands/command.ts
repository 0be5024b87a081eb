import { resolve } from 'node:path';
import { readConfig, type Config } from '../config.ts';
import { whatWentWrong } from '../what-went-wrong.ts';
import { WrongFile } from './rooms-file.ts';

/** What a command was called with. */
export interface Call {
  readonly config: Config;
  /** As it was typed, from where it was typed. */
  readonly file: string;
  readonly room: string | null;
}

/** Runs an operator's command: what it says goes to standard output, what went wrong to standard error. */
export async function command(usage: string, run: (call: Call) => Promise<string>): Promise<void> {
  try {
    const [file, room, ...more] = process.argv.slice(2);
    if (file === undefined || more.length > 0) throw new WrongFile(`usage: ${usage}`);
    const home = process.env['INIT_CWD'] ?? process.cwd();
    const call = { config: readConfig(process.env), file: resolve(home, file), room: room?.toUpperCase() ?? null };
    process.stdout.write(`${await run(call)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof WrongFile ? error.message : whatWentWrong(error)}\n`);
    process.exitCode = 1;
  }
}

/** @throws WrongFile if the logs are in memory: there are no rooms that a command could find. */
export function mustBeKept({ dataFolder }: Config): void {
  if (dataFolder === null) throw new WrongFile('With HERO_DATA=:memory: nothing is kept that could be backed up.');
}
