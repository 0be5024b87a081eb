import { checkFolder, EmbeddedLogs, EmbeddedReader, type FolderCheck } from '@button/logs/embedded';
import { rules, type GameIntent } from '@button/mutations';
import { MemoryLogs, type Logs, type ReadableLogs } from '@button/sync/log';
import type { Config } from './config.ts';

/**
 * Opens the store that the settings name.
 * @throws LogError if the data folder cannot be used, or if another Hero is using it.
 */
export async function openLogs({ dataFolder, maxDataBytes }: Config): Promise<Logs<GameIntent>> {
  if (dataFolder === null) return new MemoryLogs();
  return EmbeddedLogs.open({ path: dataFolder, version: rules.version, maxBytes: maxDataBytes });
}

/**
 * Opens the store for reading only, while a Hero may be writing to it. Only one process may open the embedded store for
 * writing, so that store has a separate reader.
 * @throws LogError if the data folder does not exist or cannot be used.
 */
export async function openLogsToRead(config: Config): Promise<ReadableLogs<GameIntent>> {
  const { dataFolder } = config;
  return dataFolder === null ? openLogs(config) : EmbeddedReader.open({ path: dataFolder, version: rules.version });
}

/**
 * Reads the whole store, while a Hero may be writing to it, and finds what is damaged.
 * @throws LogError if the data folder does not exist or cannot be used.
 */
export function checkLogs(path: string): Promise<FolderCheck> {
  return checkFolder({ path, version: rules.version });
}
