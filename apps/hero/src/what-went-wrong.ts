import { LogError } from '@button/sync/log';
import { ConfigError } from './config.ts';

/** What to tell the person who started a program that could not begin. */
export function whatWentWrong(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof LogError) return whatIsWrongWithTheLog(error);
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `This port is in use: set PORT to another one, for example PORT=3001. (${error.message})`;
  if ('code' in error && error.code === 'EACCES')
    return `This port may not be used: set PORT to one above 1023. (${error.message})`;
  return error.stack ?? error.message;
}

function whatIsWrongWithTheLog({ code, subject, cause }: LogError): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  switch (code) {
    case 'in-use':
      return `Another Hero is using the data folder ${subject}. Stop it first, or set HERO_DATA to another folder.`;
    case 'newer-format':
    case 'newer-rules':
      return (
        `The data folder ${subject} was used by a newer version of this program, and is left untouched. ` +
        'Start that version, or set HERO_DATA to another folder.'
      );
    case 'missing':
      return `There is no data folder ${subject}. Set HERO_DATA to the one that Hero uses.`;
    case 'unusable':
      return (
        `The data folder ${subject} cannot be used: ${reason}. ` +
        'Set HERO_DATA to a folder that Hero may write to, or to :memory: to keep nothing.'
      );
    case 'damaged':
      return `The record of room ${subject} is damaged, and left as it is: restore it from a backup. (${reason})`;
    case 'not-recorded':
      return `Room ${subject} could not be recorded: ${reason}`;
    case 'room-exists':
      return `There is a room ${subject} already.`;
  }
}
