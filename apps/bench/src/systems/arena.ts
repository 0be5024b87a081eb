import type { Helper } from '../processes/helper.ts';
import type { Workshop } from '../processes/workshop.ts';
import { systems, type System, type SystemName } from './systems.ts';

/** One system under measurement: its server and its people, each in a process of their own. */
export class Arena {
  readonly name: string;
  readonly url: string;
  readonly crowd: Helper;
  readonly #startAgain: () => Helper;
  #server: Helper;

  private constructor(name: string, parts: { url: string; server: Helper; crowd: Helper; startAgain: () => Helper }) {
    this.name = name;
    this.url = parts.url;
    this.crowd = parts.crowd;
    this.#server = parts.server;
    this.#startAgain = parts.startAgain;
  }

  /** @param prefill whether Hero begins with the prefilled rooms */
  static async open(workshop: Workshop, system: SystemName, prefill = false): Promise<Arena> {
    const { name, players } = systems[system];
    const path = workshop.newPath();
    const server = startServer(workshop, systems[system], { port: 0, path, prefill });
    const port = await server.next();
    const url = `http://127.0.0.1:${port}`;
    const crowd = workshop.help('crowd', players, url);
    await crowd.next();
    const startAgain = () => startServer(workshop, systems[system], { port, path, prefill: false });
    return new Arena(name, { url, server, crowd, startAgain });
  }

  get server(): Helper {
    return this.#server;
  }

  /**
   * Ends the server, and starts it again at the same port and with the same folder. Resolves when it listens.
   * @param away the time between the two, in milliseconds
   */
  async restart(signal: 'SIGKILL' | 'SIGTERM', away = 0): Promise<void> {
    await this.#server.stop(signal);
    await new Promise((resolve) => setTimeout(resolve, away));
    this.#server = this.#startAgain();
    await this.#server.next();
  }

  async close(): Promise<void> {
    await this.crowd.stop();
    await this.#server.stop();
  }
}

interface Start {
  readonly port: number;
  /** Where a system on the disk keeps its record. */
  readonly path: string;
  readonly prefill: boolean;
}

/** Starts a server. It sends its port when it listens. */
function startServer(workshop: Workshop, system: System, { port, path, prefill }: Start): Helper {
  const { server, mode, isOnDisk } = system;
  const place = mode ? [mode, path] : [isOnDisk ? path : '', prefill ? 'prefilled' : ''];
  return workshop.help(server, `${port}`, ...place);
}
