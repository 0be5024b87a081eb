/** Where the record lives. */
export type { Log, Logs } from './logs.ts';
export { MemoryLog, MemoryLogs } from './memory.ts';
