import { describeLog } from './log.ts';
import { describeRooms } from './rooms.ts';
import type { OpenEmpty } from './examples.ts';

export { action, at, beginning, BOB, join, readWhole, subscribed, SUE } from './examples.ts';

/**
 * Declares the tests that these logs keep the contract of `Log` and `Logs`. Call it in a test file.
 *
 * @example
 * describeLogs('my store', async () => MyLogs.open(await anEmptyPlace()));
 */
export function describeLogs(name: string, openEmpty: OpenEmpty): void {
  describeLog(name, openEmpty);
  describeRooms(name, openEmpty);
}
