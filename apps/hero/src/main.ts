import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeOnSignals } from '@button/server';
import { readConfig } from './config.ts';
import { describeError } from './describe-error.ts';
import { startHero } from './hero.ts';
import { invitation } from './invitation.ts';
import { openLogger } from './open-logger.ts';

const page = fileURLToPath(new URL('../../web/dist', import.meta.url));

try {
  const config = readConfig(process.env);
  const logger = openLogger(config);
  if (!existsSync(join(page, 'index.html')))
    logger.warn(
      'The web app is not built yet: "npm start" builds and serves it, "npm run dev" serves it from its sources.',
    );
  const hero = await startHero({ config, logger, page });
  process.stdout.write(invitation({ ...config, port: hero.port }));
  closeOnSignals(hero);
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
