import type { GameIntent, State } from '@button/mutations';
import { serve, type RunningServer } from '@button/server';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { gameWith } from './game.ts';
import { iceServers } from './ice-servers.ts';
import { openLogs } from './open-logs.ts';
import { serveQrCodes } from './qr-codes.ts';
import { secretOf } from './secret.ts';

export interface HeroParts {
  readonly config: Config;
  readonly logger: Logger;
  /** The folder of the built page. */
  readonly page: string;
}

/**
 * The game on the server, as it is set.
 * @throws when the port or the data folder cannot be had.
 */
export async function startHero({ config, logger, page }: HeroParts): Promise<RunningServer> {
  const { port, host, trustProxy, maxMessageBytes, limits, keepRooms } = config;
  return serve<State, GameIntent>({
    app: gameWith(config.game),
    logs: await openLogs(config),
    secret: secretOf(config),
    port,
    host,
    page,
    pagePaths: ['/', '/r/:code', '/r/:code/screen'],
    routes: serveQrCodes,
    limits,
    timeouts: { keep: keepRooms },
    maxMessageBytes,
    trustProxy,
    iceServers: () => iceServers(config.ice, Date.now()),
    reports: {
      rejected: (code, details) => logger.warn({ code, ...details }, 'refused'),
      failed: (error, details) => logger.error({ err: error, ...details }, 'failed'),
    },
  });
}
