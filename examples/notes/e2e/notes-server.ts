import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The example's server, which a test may pause. */
export class NotesServer {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
  }

  /** On any free port: the server prints its address. */
  static async start(): Promise<NotesServer> {
    const server = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(server.stdout, 'data');
    return new NotesServer(server, /http:\S+/.exec(String(said))?.[0] ?? '');
  }

  /** Suspends the process: messages to it wait. */
  pause(): void {
    this.#process.kill('SIGSTOP');
  }

  resume(): void {
    this.#process.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    this.resume();
    this.#process.kill('SIGTERM');
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
  }
}
