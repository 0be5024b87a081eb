import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import { startHero } from './hero.ts';
import { invitation } from './invitation.ts';

const webDist = fileURLToPath(new URL('../../web/dist', import.meta.url));

try {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel });
  if (!existsSync(join(webDist, 'index.html')))
    logger.warn(
      'The web app is not built yet: "npm start" builds and serves it, "npm run dev" serves it from its sources.',
    );
  const hero = await startHero({ config, logger, webDist });
  process.stdout.write(invitation(hero.port, config.host));
  const stop = () => void hero.close();
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${whatWentWrong(error)}\n`);
  process.exitCode = 1;
}

function whatWentWrong(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `This port is in use: set PORT to another one, for example PORT=3001. (${error.message})`;
  if ('code' in error && error.code === 'EACCES')
    return `This port may not be used: set PORT to one above 1023. (${error.message})`;
  return error.stack ?? error.message;
}
