/** Logs on this machine's disk. */
export { EmbeddedLogs, type EmbeddedSetting } from './embedded-logs.ts';
export { EmbeddedReader } from './embedded-reader.ts';
