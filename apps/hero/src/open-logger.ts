import { pino, stdSerializers, type Logger } from 'pino';
import type { Config } from './config.ts';

/** How much of the log may wait for its reader, in bytes. */
const MAX_WAITING = 1_000_000;
/** The characters of a text of an error that are logged. */
const MAX_TEXT = 4_000;

/** Where a log goes: standard output, or what a test puts in its place. */
type Target = Pick<NodeJS.WritableStream, 'write' | 'on'> & { readonly writableLength: number };

/**
 * Hero's own log. If its reader stalls, lines are left out and counted: waiting for it would hold up the game, and keeping
 * them would fill the memory. If the reader is gone, Hero continues without a log.
 */
export function openLogger({ logLevel }: Pick<Config, 'logLevel'>, target: Target = process.stdout): Logger {
  target.on('error', () => undefined);
  let missing = 0;
  const write = (line: string) => {
    if (target.writableLength > MAX_WAITING) return void (missing += 1);
    const count = missing;
    missing = 0;
    if (count > 0) logger.warn({ lines: count }, 'the reader of this log was too slow: lines are missing');
    target.write(line);
  };
  const logger = pino({ level: logLevel, serializers: { err: shortError } }, { write });
  return logger;
}

function shortError(error: Error): Record<string, unknown> {
  const entries = Object.entries(stdSerializers.err(error));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, MAX_TEXT) : value]),
  );
}
