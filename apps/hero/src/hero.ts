import { createServer, type Server as HttpServer } from 'node:http';
import type { GameIntent, State } from '@button/mutations';
import { Rooms } from '@button/rooms';
import { Announcer, openPipe, serve } from '@button/transport/server';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { gameWith } from './game.ts';
import { httpApp } from './http.ts';
import { iceServers } from './ice-servers.ts';
import { openLogs } from './open-logs.ts';
import { secretOf } from './secret.ts';

/** Hero at work. */
export interface RunningHero {
  readonly port: number;
  /** Takes nothing new, finishes and saves what has begun, sends everybody away and ends. */
  close(): Promise<void>;
}

export interface HeroParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly webDist: string;
}

/**
 * Puts the parts together and opens the door.
 * @throws when the port or the data folder cannot be had.
 */
export async function startHero({ config, logger, webDist }: HeroParts): Promise<RunningHero> {
  const { trustProxy, maxMessageBytes } = config;
  const onRefused = (code: string, details: Readonly<Record<string, unknown>>) =>
    logger.warn({ code, ...details }, 'refused');
  const onFailure = (error: unknown) => logger.error({ err: error }, 'failed');

  const logs = await openLogs(config);
  const create = (address: string) => rooms.create(address);
  // Before Socket.IO, which takes its own requests out of what is there when it comes.
  const http = createServer(httpApp({ webDist, trustProxy, maxMessageBytes, create, onRefused, onFailure }));
  const pipe = openPipe(http, { maxMessageBytes });
  const announcer = new Announcer<GameIntent>(pipe);
  const rooms = new Rooms<State, GameIntent>({
    game: gameWith(config.game),
    logs,
    secret: secretOf(config),
    limits: config.limits,
    patience: { keep: config.keepRooms },
    tell: (room, recorded) => announcer.tell(room, recorded),
    onRefused,
    onFailure: (room, error) => logger.error({ room, err: error }, 'not recorded'),
  });
  serve(pipe, rooms, announcer, {
    maxMessageBytes,
    trustProxy,
    iceServers: () => iceServers(config.ice, Date.now()),
    onRefused,
    onFailure,
  });

  async function close() {
    await rooms.close();
    await pipe.close();
    await logs.close();
  }
  try {
    return { port: await listen(http, config), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(http: HttpServer, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
