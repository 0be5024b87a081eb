/** The record: its lines, and where they live. */
export type * from './log.ts';
export * from './record.ts';
