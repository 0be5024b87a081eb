/** The record on this machine's disk. */
export { EmbeddedLogs, type EmbeddedSetting } from './embedded-logs.ts';
export { UnusableFolder } from './folder.ts';
export { readFolder } from './read-folder.ts';
