import { MemoryLogs, type Logs } from '@button/logs';
import { EmbeddedLogs } from '@button/logs/embedded';
import { rules, type GameIntent } from '@button/mutations';
import type { Config } from './config.ts';

/**
 * The record's place, as it is set.
 * @throws UnusableFolder
 */
export async function openLogs({ dataFolder, maxDataBytes }: Config): Promise<Logs<GameIntent>> {
  if (dataFolder === null) return new MemoryLogs();
  return EmbeddedLogs.open({ path: dataFolder, version: rules.version, maxBytes: maxDataBytes });
}
