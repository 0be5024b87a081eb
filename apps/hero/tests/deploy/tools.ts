import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The root of the repository. */
export const repository = fileURLToPath(new URL('../../../..', import.meta.url));

/** Whether all these commands succeed: the program is here, and may be used. */
export function works(...commands: readonly (readonly [string, ...string[]])[]): boolean {
  return commands.every(([command, ...args]) => spawnSync(command, args).status === 0);
}

/**
 * What the command prints.
 * @throws with all that it printed, if it fails
 */
export async function run(command: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: repository, maxBuffer: 100_000_000 });
  return stdout.trim();
}
