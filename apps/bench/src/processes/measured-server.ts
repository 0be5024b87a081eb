import { answer, send } from './helper.ts';

/** A server's side: sends its port to the benchmark, and answers questions about the resources used so far. */
export function listensOn(port: number): void {
  const answers = new Map([
    ['memory', residentMemory],
    ['peakMemory', () => process.resourceUsage().maxRSS * 1_024],
    ['processorTime', processorTime],
  ]);
  answer((question) => Promise.resolve(answers.get(question)?.() ?? NaN));
  // The channel alone does not keep a server alive that has closed in order.
  process.channel?.unref();
  send(port);
}

/** In bytes, after two collections: the first may only release what the second can take. */
function residentMemory(): number {
  for (let times = 0; times < 2; times += 1) globalThis.gc?.();
  return process.memoryUsage.rss();
}

/** In milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
