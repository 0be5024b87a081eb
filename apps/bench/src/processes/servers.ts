import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Workshop } from './workshop.ts';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const builtHero = fileURLToPath(new URL('../../../hero/dist/main.js', import.meta.url));

/** Hero runs as with `npm start`, but with limits that the benchmark does not reach. */
const plenty = '1000000';
const environment = {
  PORT: '0',
  HOST: '127.0.0.1',
  HERO_LOG_LEVEL: 'error',
  HERO_ROOMS: plenty,
  HERO_CONNECTIONS_PER_ADDRESS: plenty,
  HERO_MESSAGES_PER_MINUTE: plenty,
  HERO_MESSAGES_PER_MINUTE_PER_ADDRESS: plenty,
  HERO_MESSAGES_PER_MINUTE_IN_ALL: plenty,
  HERO_ACTIONS_PER_SECOND: plenty,
  HERO_ACTIONS_PER_SECOND_PER_ROOM: plenty,
  HERO_PAGES_PER_ADDRESS: plenty,
  HERO_NEW_ROOMS_PER_MINUTE: plenty,
  HERO_ROOMS_PER_ADDRESS: plenty,
};

/** Builds Hero, its page and the programs that measure it. */
export function buildAll(): void {
  for (const script of ['build -w @button/web', 'build -w @button/hero', 'programs -w @button/bench']) build(script);
}

function build(script: string): void {
  const { status, stderr } = spawnSync(`npm run -s ${script}`, { cwd: repository, encoding: 'utf8', shell: true });
  if (status !== 0) throw new Error(`This could not be built: ${script}\n${stderr}`);
}

/** The built Hero, in a process of its own. */
export class HeroProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(workshop: Workshop, dataFolder: string): Promise<HeroProcess> {
    const child = workshop.spawn(builtHero, { ...environment, HERO_DATA: dataFolder });
    return new HeroProcess(child, await addressFrom(child));
  }

  /** Stops Hero as an operator does, by a signal. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

/** Resolves with the address that Hero prints on a line of its own. */
function addressFrom({ stdout }: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve) => {
    stdout?.on('data', (data: Buffer) => {
      const [, port] = /^http:\/\/localhost:(\d+)$/m.exec((printed += data.toString())) ?? [];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
}
