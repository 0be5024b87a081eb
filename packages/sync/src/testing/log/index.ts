import { describeLog } from './log.ts';
import { describeRooms } from './rooms.ts';
import type { OpenEmpty } from './examples.ts';

export { action, at, beginning, join, subscribed } from './examples.ts';

/**
 * Proves that these logs keep the contract of `Log` and `Logs`: declares the tests, and is called in a test file.
 *
 * @example
 * describeLogs('my store', async () => MyLogs.open(await anEmptyPlace()));
 */
export function describeLogs(name: string, openEmpty: OpenEmpty): void {
  describeLog(name, openEmpty);
  describeRooms(name, openEmpty);
}
