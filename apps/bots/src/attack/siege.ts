import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pinned } from '../hero/pinned.ts';
import { usageOf } from '../hero/usage.ts';

const program = fileURLToPath(new URL('attacker.ts', import.meta.url));

/** What an attacker has done. */
export interface Done {
  readonly name: string;
  /** A second. */
  readonly rates: Readonly<Record<string, number>>;
  /** Of a processor, in percent. */
  readonly processor: number;
}

export interface Against {
  readonly url: string;
  /** From which the attacker connects. */
  readonly address: string;
  /** The processor on which it runs. */
  readonly core: number;
}

/** One attack, in a process of its own that stands back behind every honest one. */
export class Siege {
  readonly #name: string;
  readonly #child: ChildProcess;
  #begun = performance.now();
  #processorBefore = 0;
  #counts: Readonly<Record<string, number>> = {};

  private constructor(name: string, child: ChildProcess) {
    this.#name = name;
    this.#child = child;
    child.on('message', (counts: unknown) => {
      if (typeof counts === 'object' && counts !== null)
        this.#counts = Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, Number(count)]));
    });
  }

  /** Resolves when the attacker is ready: with others under way, it would take long to load. */
  static async prepare(name: string, { url, address, core }: Against): Promise<Siege> {
    const node = [process.execPath, '--import', 'tsx', program, name, url, address] as const;
    const [command, ...args] = pinned(['nice', '-n', '19', ...node], core);
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await once(child, 'message');
    return new Siege(name, child);
  }

  async begin(): Promise<void> {
    this.#processorBefore = (await usageOf(this.#child.pid))?.processorTime ?? 0;
    this.#begun = performance.now();
    this.#child.send('begin');
  }

  async end(): Promise<Done> {
    const seconds = (performance.now() - this.#begun) / 1_000;
    const usage = await usageOf(this.#child.pid);
    if (!usage) throw new Error(`the attacker of ${this.#name} has failed`);
    this.#child.kill('SIGKILL');
    return {
      name: this.#name,
      rates: Object.fromEntries(Object.entries(this.#counts).map(([what, count]) => [what, count / seconds])),
      processor: (usage.processorTime - this.#processorBefore) / seconds / 10,
    };
  }
}
