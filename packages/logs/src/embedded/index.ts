/** Logs on this machine's disk. */
export { checkFolder, type FolderCheck } from './check-folder.ts';
export { EmbeddedLogs, type EmbeddedSetting } from './embedded-logs.ts';
export { EmbeddedReader } from './embedded-reader.ts';
