import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A child process of the benchmark, which answers every question with a number. */
export class Helper {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    this.#child = child;
  }

  ask(question: string): Promise<number> {
    const answer = this.next();
    this.#child.send(question);
    return answer;
  }

  /** Resolves with the next number that the process sends. */
  async next(): Promise<number> {
    const received: readonly unknown[] = await once(this.#child, 'message');
    const [answer] = received;
    if (typeof answer !== 'number') throw new Error('a helper sends numbers only');
    return answer;
  }

  /** Ends the process, by default at once. Resolves when it has ended. */
  async stop(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exit;
  }
}

/** The helper's side: answers each question of the parent process, and ends together with it. */
export function answer(find: (question: string) => Promise<number>): void {
  process.on('message', (question) => void find(String(question)).then(send));
  process.once('disconnect', () => process.exit());
}

export function send(number: number): void {
  process.send?.(number);
}
