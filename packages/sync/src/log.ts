/** The record: its lines, the logs that keep them, and logs in memory. */
export * from './record/log.ts';
export * from './record/logs.ts';
export * from './record/log-error.ts';
export * from './record/memory.ts';
export * from './record/read-record.ts';
export * from './record/record.ts';
