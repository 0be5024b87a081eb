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
  /** The folder that holds the built web app. */
  readonly page: string;
}

/** Why rooms were deleted, in the log's words. */
const deletions = {
  unused: 'deleted, because nobody entered within an hour',
  old: 'deleted after HERO_KEEP_DAYS without use',
  'made-way':
    'deleted for a new room, because HERO_ROOMS or HERO_ROOMS_PER_ADDRESS is reached and no two people met here',
};

/**
 * Serves the game with these settings. Resolves when the server listens.
 * @throws LogError if the data folder cannot be used; SecretError if its secret cannot; a Node system error if the port
 * cannot be used.
 */
export async function startHero({ config, logger, page }: HeroParts): Promise<RunningServer> {
  const {
    port,
    host,
    metrics,
    publicUrl,
    trustedProxies,
    maxMessageBytes,
    limits,
    connectionLimits,
    origins,
    keepRooms,
  } = config;
  const logs = await openLogs(config);
  const secret = await secretOf(config, logs).catch(async (error: unknown) => {
    await logs.close();
    throw error;
  });
  return serve<State, GameIntent>({
    app: gameWith(config.game),
    logs,
    secret,
    port,
    host,
    ...(metrics !== null && { metrics }),
    page,
    pagePaths: ['/', '/r/:code', '/r/:code/screen'],
    ...(publicUrl !== null && { publicUrl }),
    routes: (routes) => serveQrCodes(routes, publicUrl),
    limits,
    connectionLimits,
    origins,
    timeouts: { keep: keepRooms },
    maxMessageBytes,
    trustedProxies,
    iceServers: (clientId) => iceServers(config.ice, clientId, Date.now()),
    reports: {
      rejected: (code, details) => logger.warn({ code, ...details }, 'rejected'),
      failed: (error, details) => logger.error({ err: error, ...details }, 'failed'),
      untrustedProxy: (address) =>
        logger.warn(
          { address },
          'requests come through a proxy that is not trusted, so everybody behind it shares one address and its limits: ' +
            'set HERO_TRUST_PROXY',
        ),
      deleted: (rooms, why) => logger.info({ rooms }, deletions[why]),
    },
  });
}
