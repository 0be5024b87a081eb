import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Intent } from '@button/sync';
import type { Logs } from '@button/sync/log';

/** How often the server looks at itself, in milliseconds. */
const PERIOD = 1_000;
/** How often the delay of the event loop is measured, in milliseconds. */
const RESOLUTION = 20;
const NANOSECONDS = 1e6;

/** While one of these is exceeded, the server takes no newcomers, so that those who are there play on. */
export interface LoadBounds {
  /** The time that a turn of the event loop takes, in milliseconds: the mean of a second. */
  readonly turn: number;
  /** The share of the memory that the process may have, as Node and the container limit it: 0 … 1. */
  readonly memory: number;
}

const defaultLoadBounds: LoadBounds = { turn: 250, memory: 0.9 };

type Fault = NonNullable<Awaited<ReturnType<Logs<Intent>['fault']>>>;

/** Why a server is not ready: a fault of its logs, too much to do, too little memory, or that it closes. */
export type Unreadiness = Fault | 'busy' | 'memory' | 'closing';

/**
 * Whether the server can record and has the time for newcomers. It looks at itself once a second, so that being asked costs
 * nothing.
 */
export class Readiness {
  readonly #logs: Pick<Logs<Intent>, 'fault'>;
  readonly #bounds: LoadBounds;
  readonly #turns = monitorEventLoopDelay({ resolution: RESOLUTION });
  readonly #timer: NodeJS.Timeout;
  #reasons: readonly Unreadiness[] = [];
  #isAsking = false;

  constructor(logs: Pick<Logs<Intent>, 'fault'>, bounds: LoadBounds = defaultLoadBounds) {
    this.#logs = logs;
    this.#bounds = bounds;
    this.#turns.enable();
    this.#timer = setInterval(() => void this.#look(), PERIOD).unref();
  }

  /** Why the server is not ready; empty if it is. */
  get reasons(): readonly Unreadiness[] {
    return this.#reasons;
  }

  /** Whether there is more to do already than a newcomer should add to. */
  get isOverloaded(): boolean {
    return this.#reasons.some((reason) => reason === 'busy' || reason === 'memory' || reason === 'behind');
  }

  /** From now on the server is not ready, because it closes. */
  close(): void {
    clearInterval(this.#timer);
    this.#turns.disable();
    this.#reasons = ['closing'];
  }

  async #look(): Promise<void> {
    const load = this.#load();
    // A disk that hangs answers no more, not even this.
    const fault = this.#isAsking ? 'behind' : await this.#fault();
    const isClosed = this.#reasons.includes('closing');
    if (!isClosed) this.#reasons = fault === null ? load : [...load, fault];
  }

  #load(): readonly Unreadiness[] {
    const turn = this.#turns.mean / NANOSECONDS;
    this.#turns.reset();
    const { turn: longest, memory: most } = this.#bounds;
    return [...(turn > longest ? ['busy' as const] : []), ...(memoryShare() > most ? ['memory' as const] : [])];
  }

  async #fault() {
    this.#isAsking = true;
    try {
      return await this.#logs.fault();
    } catch {
      return 'failing';
    } finally {
      this.#isAsking = false;
    }
  }
}

/** Of the memory that the process may have, the share that it has. */
function memoryShare(): number {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  const container = process.constrainedMemory();
  // Without a container, some systems answer 0, and others a number beyond all memory.
  const ofContainer = container > 0 ? process.memoryUsage.rss() / container : 0;
  return Math.max(used_heap_size / heap_size_limit, ofContainer);
}
