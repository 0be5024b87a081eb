import { availableParallelism, cpus } from 'node:os';

/** The date, the processor and the version of Node: without them, the numbers mean little. */
export function machine(): string {
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  return `${date}, ${model}, ${availableParallelism()} cores, Node ${process.versions.node}.`;
}
