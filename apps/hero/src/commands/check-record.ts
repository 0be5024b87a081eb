import { checkLogs } from '../open-logs.ts';
import { CommandError } from './command-error.ts';
import { logsMustBeOnDisk, report } from './command.ts';

/**
 * Reads the whole record, and counts what is as it was written; Hero may keep running meanwhile. Each part that is not is
 * named, and then the exit code is 1.
 */
await report(async (config) => {
  const folder = logsMustBeOnDisk(config);
  const { rooms, lines, faults } = await checkLogs(folder);
  const whole = `${rooms} rooms with ${lines} lines are whole in ${folder}`;
  if (faults.length > 0) throw new CommandError([...faults.map((fault) => `damaged: ${fault}`), whole].join('\n'));
  return whole;
});
