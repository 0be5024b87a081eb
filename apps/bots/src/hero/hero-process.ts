import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinned } from './pinned.ts';
import { usageOf, type Usage } from './usage.ts';

const main = fileURLToPath(new URL('../../../hero/dist/main.js', import.meta.url));
/** Beside the code, because the system's temporary folder may be in memory. */
const data = fileURLToPath(new URL('../../data', import.meta.url));

export interface HeroSetting {
  /** Hero's settings: those of the README. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Arguments of Node, such as `--max-old-space-size=512`. */
  readonly nodeArguments?: readonly string[];
  /** A module that is run in the process before Hero. */
  readonly preload?: string | undefined;
  /** The processor on which it runs; by default any. */
  readonly core?: number;
  /** The data folder; by default a new one. */
  readonly folder?: string;
}

/** The built Hero, in a process of its own, with its record on the disk. */
export class HeroProcess {
  readonly url: string;
  readonly folder: string;
  readonly #child: ChildProcess;
  readonly #printed: Printed;

  private constructor(child: ChildProcess, folder: string, printed: Printed, url: string) {
    this.#child = child;
    this.#printed = printed;
    this.folder = folder;
    this.url = url;
  }

  /**
   * Resolves when Hero listens.
   * @throws Error with what Hero printed, if it ends before.
   */
  static async start(setting: HeroSetting = {}): Promise<HeroProcess> {
    const { environment = {}, nodeArguments = [], preload, core, folder = newFolder() } = setting;
    const before = preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
    const [command, ...args] = pinned([process.execPath, ...nodeArguments, ...before, main], core);
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', HOST: '127.0.0.1', HERO_DATA: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    const printed = new Printed(child);
    return new HeroProcess(child, folder, printed, await addressFrom(child, printed));
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The bytes that Hero has printed. */
  get loggedBytes(): number {
    return this.#printed.bytes;
  }

  /** The end of what Hero has printed. */
  get lastWords(): string {
    return this.#printed.end;
  }

  /** Null when the process has ended. */
  usage(): Promise<Usage | null> {
    return usageOf(this.#child.pid);
  }

  /** Stops Hero as an operator does. Resolves with its exit code; null if it was killed. */
  async stop(): Promise<number | null> {
    if (!this.hasEnded) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await exit;
    }
    return this.#child.exitCode;
  }
}

/** How much of the end of the output is kept. */
const END = 10_000;

/** What a process prints: its size, and its end. */
class Printed {
  bytes = 0;
  end = '';

  constructor({ stdout, stderr }: ChildProcess) {
    for (const stream of [stdout, stderr])
      stream?.on('data', (data: Buffer) => {
        this.bytes += data.byteLength;
        this.end = (this.end + data.toString()).slice(-END);
      });
  }
}

/** The folder of this run, which is removed when the run ends; made when it is first needed. */
let run: string | null = null;

function newFolder(): string {
  if (run === null) {
    mkdirSync(data, { recursive: true });
    const folder = (run = mkdtempSync(join(data, 'run-')));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  }
  return mkdtempSync(join(run, 'hero-'));
}

/** Resolves with the address that Hero prints on a line of its own. */
function addressFrom(child: ChildProcess, printed: Printed): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`Hero has ended: ${printed.end}`)));
    child.stdout?.on('data', () => {
      const [, port] = /^http:\/\/localhost:(\d+)$/m.exec(printed.end) ?? [];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
}
