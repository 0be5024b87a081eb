import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readConfig } from './config.ts';
import { startHero } from './hero.ts';
import { invitation } from './invitation.ts';
import { whatWentWrong } from './what-went-wrong.ts';

/** Whatever is not finished by then is not waited for, in milliseconds. */
const STOP_WITHIN = 10_000;

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
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_WITHIN).unref();
    void hero.close();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${whatWentWrong(error)}\n`);
  process.exitCode = 1;
}
