/** The record: its lines, the logs that keep them, and logs in memory. */
export * from './log.ts';
export * from './logs.ts';
export * from './log-error.ts';
export * from './memory.ts';
export * from './read-record.ts';
export * from './record.ts';
