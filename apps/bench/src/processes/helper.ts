import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of the benchmark's own. It answers every question with a number. */
export class Helper {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    this.#child = child;
  }

  ask(question: string): Promise<number> {
    const answer = this.hear();
    this.#child.send(question);
    return answer;
  }

  /** The next number that it says. */
  async hear(): Promise<number> {
    const said: readonly unknown[] = await once(this.#child, 'message');
    const [answer] = said;
    if (typeof answer !== 'number') throw new Error('a helper says numbers only');
    return answer;
  }

  /** Nobody asks it any more. */
  dismiss(): void {
    this.#child.kill();
  }

  /** Waits until its work is done. */
  async finished(): Promise<void> {
    await once(this.#child, 'exit');
  }
}

/** The other end: in its own process, a helper answers whoever asks, and ends with them. */
export function answer(find: (question: string) => Promise<number>): void {
  process.on('message', (question) => void find(String(question)).then(say));
  process.once('disconnect', () => process.exit());
}

export function say(number: number): void {
  process.send?.(number);
}
