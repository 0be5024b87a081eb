import { EmbeddedLogs, EmbeddedReader } from '@button/logs/embedded';
import { rules, type GameIntent } from '@button/mutations';
import { MemoryLogs, type Logs, type ReadableLogs } from '@button/sync/log';
import type { Config } from './config.ts';

/**
 * The record's place, as it is set.
 * @throws LogError
 */
export async function openLogs({ dataFolder, maxDataBytes }: Config): Promise<Logs<GameIntent>> {
  if (dataFolder === null) return new MemoryLogs();
  return EmbeddedLogs.open({ path: dataFolder, version: rules.version, maxBytes: maxDataBytes });
}

/**
 * The same, for reading while a Hero may be writing: a store that one process has for itself needs a reader of its own.
 * @throws LogError
 */
export async function openLogsToRead(config: Config): Promise<ReadableLogs<GameIntent>> {
  const { dataFolder } = config;
  return dataFolder === null ? openLogs(config) : EmbeddedReader.open({ path: dataFolder, version: rules.version });
}
