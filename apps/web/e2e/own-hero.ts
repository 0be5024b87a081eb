import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../hero/dist/main.js', import.meta.url));

/** A Hero for one test, which may be killed and started again, at the same address and with the same record. */
export class OwnHero {
  readonly url: string;
  readonly #port: string;
  readonly #folder: string;
  readonly #setting: NodeJS.ProcessEnv;
  #process: ChildProcess | null = null;

  private constructor(port: string, folder: string, setting: NodeJS.ProcessEnv) {
    this.url = `http://127.0.0.1:${port}`;
    this.#port = port;
    this.#folder = folder;
    this.#setting = setting;
  }

  static async start(setting: NodeJS.ProcessEnv = {}): Promise<OwnHero> {
    const hero = new OwnHero(await freePort(), await mkdtemp(join(tmpdir(), 'own-hero-')), setting);
    await hero.startAgain();
    return hero;
  }

  /** As the power cut does: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    this.#process?.kill('SIGKILL');
    if (this.#process) await once(this.#process, 'close');
    this.#process = null;
  }

  async startAgain(): Promise<void> {
    const env = {
      ...{ PATH: process.env.PATH ?? '', PORT: this.#port, HOST: '127.0.0.1', HERO_DATA: this.#folder },
      // So that a test need not wait for a minute.
      HERO_HOST_AWAY_SECONDS: '1',
      ...this.#setting,
    };
    this.#process = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    if (this.#process.stdout) await once(this.#process.stdout, 'data');
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = /"port":(\d+)/.exec(JSON.stringify(server.address()))?.[1] ?? '';
  server.close();
  await once(server, 'close');
  return port;
}
