import { UnusableState } from '@button/sync/hero';
import { LogError } from '@button/sync/log';
import { ConfigError, MIN_SECRET } from './config.ts';
import { SecretError } from './secret.ts';

/** Words an error for the person who started Hero or a command; for an unexpected error, with the stack trace. */
export function describeError(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof SecretError) return describeSecretError(error);
  if (error instanceof LogError) return describeLogError(error);
  if (error instanceof UnusableState) return describeUnusableState(error);
  if (!(error instanceof Error)) return String(error);
  return (isSystemError(error) ? describeSystemError(error) : null) ?? error.stack ?? error.message;
}

function isSystemError(error: Error): error is NodeJS.ErrnoException {
  return 'code' in error && 'syscall' in error;
}

/** Null for any other system error. */
function describeSystemError({ code, syscall, path, message }: NodeJS.ErrnoException): string | null {
  if (code === 'EADDRINUSE') return `This port is in use: set PORT to another one, for example PORT=3001. (${message})`;
  if (code === 'ENOENT') return `There is no file ${path}. (${message})`;
  if (code !== 'EACCES') return null;
  if (syscall === 'listen') return `This port may not be used: set PORT to one above 1023. (${message})`;
  return `The file ${path} may not be used: choose another one, or change its permissions. (${message})`;
}

function describeLogError({ code, subject, cause }: LogError): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  switch (code) {
    case 'in-use':
      return `Another Hero is using the data folder ${subject}. Stop it first, or set HERO_DATA to another folder.`;
    case 'newer-rules':
      return (
        `The data folder ${subject} was used by a newer version of this program, and is left untouched. ` +
        'Start that version, or set HERO_DATA to another folder.'
      );
    case 'other-format':
      return (
        `The data folder ${subject} was used by a version of this program that keeps the record in another way, and is ` +
        'left untouched. Start that version, or set HERO_DATA to another folder.'
      );
    case 'missing':
      return `There is no data folder ${subject}. Set HERO_DATA to the one that Hero uses.`;
    case 'unusable':
      return (
        `The data folder ${subject} cannot be used: ${reason}. ` +
        'Set HERO_DATA to a folder that Hero may write to, or to :memory: to keep nothing.'
      );
    case 'damaged':
      return `The record is damaged, and is left as it is: restore ${subject} from a backup. (${reason})`;
    case 'not-recorded':
      return `Room ${subject} could not be recorded: ${reason}`;
    case 'room-exists':
      return `There is a room ${subject} already.`;
  }
}

function describeSecretError({ code, file }: SecretError): string {
  const remedy = `put the file ${file} back, set HERO_SECRET, or delete the data folder to begin without its rooms.`;
  switch (code) {
    case 'missing':
      return `The data folder has rooms, but the secret that signs their people's tokens is missing: ${remedy}`;
    case 'damaged':
      return `The secret that signs people's tokens is damaged, because it has less than ${MIN_SECRET} characters: ${remedy}`;
  }
}

function describeUnusableState({ code, message }: UnusableState): string {
  switch (code) {
    case 'newer-rules':
      return `A room was saved by a newer version of this program: use that version. (${message})`;
    case 'damaged':
      return `The saved state of a room is damaged: use another backup. (${message})`;
  }
}
