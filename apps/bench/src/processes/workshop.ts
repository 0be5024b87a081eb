import { fork, spawn, type ChildProcess, type ForkOptions } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Helper } from './helper.ts';

/** Beside the code, because the system's temporary folder may be in memory. */
const data = fileURLToPath(new URL('../../data', import.meta.url));

export type ServerProgram = 'server-ws' | 'server-socket-io' | 'server-colyseus' | 'server-logux' | 'server-hero';

/** The folder and the processes of one run. Both are removed when the run ends, however it ends. */
export class Workshop {
  readonly #folder: string;
  readonly #children: ChildProcess[] = [];
  #paths = 0;

  constructor() {
    mkdirSync(data, { recursive: true });
    this.#folder = mkdtempSync(join(data, 'run-'));
    process.once('exit', () => this.#clear());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  }

  /** A path in the folder of this run. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  /** A path that nothing else uses. */
  newPath(): string {
    return this.path(`${++this.#paths}`);
  }

  /** Starts a program whose standard output the caller reads. */
  spawn(program: string, environment: Readonly<Record<string, string>>): ChildProcess {
    const env = { PATH: process.env['PATH'] ?? '', ...environment };
    return this.#watch(spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] }));
  }

  /** Starts one of the benchmark's own built programs. */
  help(program: 'crowd' | ServerProgram, ...args: readonly string[]): Helper {
    const file = fileURLToPath(new URL(`../../peers/dist/${program}.js`, import.meta.url));
    const env = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' };
    // `advanced`, because a duration may be infinite.
    const options: ForkOptions = { env, execArgv: ['--expose-gc'], serialization: 'advanced' };
    return new Helper(this.#watch(fork(file, args, options)));
  }

  /** Ends the run if the process fails, since the run cannot continue without it. */
  #watch(child: ChildProcess): ChildProcess {
    this.#children.push(child);
    return child.once('exit', (code) => {
      if (code === 0 || child.killed) return;
      process.stderr.write('A process of the benchmark has failed.\n');
      process.exit(1);
    });
  }

  #clear(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
