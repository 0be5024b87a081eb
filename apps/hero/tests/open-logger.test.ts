import { expect, test } from 'vitest';
import { openLogger } from '../src/open-logger.ts';

/** A logger, the lines that it wrote, and a reader that may be slow. */
function openTestLogger() {
  const lines: unknown[] = [];
  const target = {
    writableLength: 0,
    write: (line: string) => lines.push(JSON.parse(line)) > 0,
    on: () => process.stdout,
  };
  return { logger: openLogger({ logLevel: 'info' }, target), lines, target };
}

test('while the reader of the log stalls, lines are left out; then their number is logged', () => {
  const { logger, lines, target } = openTestLogger();
  logger.info('first');
  target.writableLength = 1_000_001;
  for (let count = 0; count < 5_000; count += 1) logger.info('lost');
  target.writableLength = 0;
  logger.info('next');
  logger.info('last');
  expect(lines).toMatchObject([
    { msg: 'first' },
    { lines: 5_000, msg: 'the reader of this log was too slow: lines are missing' },
    { msg: 'next' },
    { msg: 'last' },
  ]);
});

test('the texts of an error are cut, its stack as well', () => {
  const { logger, lines } = openTestLogger();
  logger.error({ err: new Error('x'.repeat(1_000_000)) }, 'failed');
  expect(JSON.stringify(lines).length).toBeLessThan(15_000);
});
