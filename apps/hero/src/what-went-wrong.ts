import { UnusableFolder } from '@button/logs/embedded';
import { ConfigError } from './config.ts';

/** What to tell the person who started a program that could not begin. */
export function whatWentWrong(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UnusableFolder) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `This port is in use: set PORT to another one, for example PORT=3001. (${error.message})`;
  if ('code' in error && error.code === 'EACCES')
    return `This port may not be used: set PORT to one above 1023. (${error.message})`;
  return error.stack ?? error.message;
}
