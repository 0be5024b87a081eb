import { availableParallelism, cpus } from 'node:os';

/** When, and on what: without it, numbers say little. */
export function machine(): string {
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  return `${date}, ${model}, ${availableParallelism()} cores, Node ${process.versions.node}.`;
}
