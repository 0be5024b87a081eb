import { randomBytes } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Rooms, type Limits, type Timeouts } from '@button/rooms';
import type { Intent, Rules } from '@button/sync';
import { MemoryLogs, type Logs } from '@button/sync/log';
import {
  Broadcaster,
  defaultConnectionLimits,
  openSocketServer,
  Proxies,
  serveRooms,
  type ConnectionLimits,
  type MakeIceServers,
  type TrustedProxies,
} from '@button/transport/server';
import type { Express } from 'express';
import type { App } from './app.ts';
import { Metrics, type MetricsSetting } from './metrics.ts';
import { httpApp } from './http.ts';
import { securityHeaders } from './headers.ts';
import { OpenConnections } from './open-connections.ts';
import { Page } from './page.ts';
import { serveBelow } from './public-path.ts';
import { Readiness } from './readiness.ts';
import { failuresOnly, type Reports } from './reports.ts';
import { screenConnections } from './screen-connections.ts';
import { screenRequests } from './screen-requests.ts';
import { summedReports } from './summed-reports.ts';
import { timedLogs } from './timed-logs.ts';
import { watchForProxies } from './untrusted-proxy.ts';

export interface ServerOptions<State, I extends Intent> {
  // Types are inferred from the rules alone: from the whole app, `type: 'enter'` in `presence` would widen to string.
  readonly app: NoInfer<App<State, I>> & { readonly rules: Rules<State, I> };
  /** Where the record lives. By default in memory, where it ends with the process. The server closes the logs. */
  readonly logs?: Logs<I>;
  /**
   * Signs the tokens by which people come back. Keep it as long as the logs: changing it invalidates every token. By
   * default it is drawn at each start.
   */
  readonly secret?: string;
  /** 0 by default: any free port. */
  readonly port?: number;
  /** The address to listen on; by default all of them. */
  readonly host?: string;
  /**
   * A folder with a built page: `index.html`, and `assets` with a content hash in each name, where a file that ends with
   * `.br` or `.gz` is sent in place of the one without. No page by default.
   */
  readonly page?: string;
  /** The paths at which the page is served, in Express's notation; `/` by default. */
  readonly pagePaths?: readonly string[];
  /**
   * The address at which people reach the server, such as `https://example.org/game/`. Its origin is one of the server's
   * own. With a path, a proxy may take it away or leave it; `index.html` has `<base href="/" />`, which is changed to it,
   * and whatever the page links to or asks for is relative to that. The page finds the address itself in the element
   * `meta[name=public-url]`.
   */
  readonly publicUrl?: string;
  /** Adds the app's own HTTP routes. */
  readonly routes?: (express: Express) => void;
  readonly limits?: Partial<Limits>;
  readonly connectionLimits?: Partial<ConnectionLimits>;
  /** Further origins whose pages may use this server, such as `https://example.org`, besides its own. */
  readonly origins?: readonly string[];
  readonly timeouts?: Partial<Timeouts>;
  /** The largest message accepted, in bytes of JSON; 16,384 by default. */
  readonly maxMessageBytes?: number;
  /** The proxies of yours in front of the server, whose X-Forwarded-For, -Host and -Proto are trusted. None by default. */
  readonly trustedProxies?: TrustedProxies;
  /** For direct links beyond a LAN. */
  readonly iceServers?: MakeIceServers;
  /** Where numbers for Prometheus are served, at `/metrics`: a port of their own, on 127.0.0.1 by default. None by default. */
  readonly metrics?: MetricsSetting;
  /** By default, failures are written to standard error. */
  readonly reports?: Reports;
}

export interface RunningServer {
  readonly port: number;
  /** Accepts nothing new, records and saves the actions under way, ends every session, and closes the logs. */
  close(): Promise<void>;
  /** Reports an error that nothing else in the process has handled, with the server's own. */
  reportFailure(error: unknown): void;
}

/** How long the rooms may take to be saved, in milliseconds. Those that are not are whole in the logs all the same. */
const SAVE_WITHIN = 5_000;
/** How long pages may take to close their connections, in milliseconds. */
const LEAVE_WITHIN = 300;

/**
 * Runs an app: Express, Socket.IO, its rooms, and their record.
 * @throws if it cannot listen on the port; the logs are closed then
 * @example
 * const server = await serve({ app: { rules, createsOnEntry: () => true }, port: 3000, page: 'dist' });
 * closeOnSignals(server);
 * console.log(`http://localhost:${server.port}`);
 */
export async function serve<State, I extends Intent>(options: ServerOptions<State, I>): Promise<RunningServer> {
  const { app, logs = new MemoryLogs<I>(), maxMessageBytes = 16_384, origins = [] } = options;
  const metrics = new Metrics();
  const reports = metrics.counting(summedReports(options.reports ?? failuresOnly));
  const limits = { ...defaultConnectionLimits, ...options.connectionLimits };
  const publicUrl = options.publicUrl === undefined ? null : new URL(options.publicUrl);
  const own = {
    origins: publicUrl ? [...origins, publicUrl.origin] : origins,
    proxies: new Proxies(options.trustedProxies ?? 0),
  };
  const readiness = new Readiness(logs);
  const onRejected = (code: string, address: string) => reports.rejected(code, { address });
  const sockets = openSocketServer({ ...own, maxMessageBytes, limits, onRejected });
  const broadcaster = new Broadcaster<I>(sockets, limits.unsentBytes);
  const rooms = new Rooms<State, I>({
    app,
    logs: timedLogs(logs, metrics.timeRecording),
    secret: options.secret ?? randomBytes(32).toString('base64url'),
    limits: options.limits,
    timeouts: options.timeouts,
    broadcast: (room, lines) => {
      metrics.countLines(lines);
      broadcaster.broadcast(room, lines);
    },
    onRefused: (code, details) => reports.rejected(code, details),
    onFailure: (room, error) => reports.failed(error, { room }),
    onDeleted: (deleted, why) => reports.deleted?.(deleted, why),
  });
  serveRooms(sockets, rooms, broadcaster, {
    maxMessageBytes,
    proxies: own.proxies,
    isOverloaded: () => readiness.isOverloaded,
    authenticate: app.authenticate,
    iceServers: options.iceServers ?? (() => []),
    onRejected: (code, details) => reports.rejected(code, details),
    onFailure: (error) => reports.failed(error),
  });
  const http = createServer(
    requestTimeouts(limits),
    httpApp({
      ...own,
      page: options.page === undefined ? null : Page.read(options.page, publicUrl),
      pagePaths: options.pagePaths ?? ['/'],
      routes: options.routes,
      maxMessageBytes,
      createRoom: async (address) => (readiness.isOverloaded ? { denied: 'busy' } : rooms.create(address)),
      readiness,
      reports,
    }),
  );
  const connections = new OpenConnections(http);
  sockets.attach(http);
  sockets.engine.use(securityHeaders);
  serveBelow(http, publicUrl?.pathname ?? '/');
  screenConnections(http, limits, own.proxies);
  screenRequests(http, sockets.admission.takeRequest);
  watchForProxies(http, own.proxies, (address) => reports.untrustedProxy?.(address));

  async function end() {
    readiness.close();
    metrics.close();
    await Promise.race([rooms.close(), wait(SAVE_WITHIN, undefined, { ref: false })]);
    const cutting = setTimeout(() => connections.cut(), LEAVE_WITHIN);
    await sockets.close();
    clearTimeout(cutting);
    await logs.close();
    reports.flush();
  }
  let ended: Promise<void> | undefined;
  const close = () => (ended ??= end());
  try {
    const port = await listen(http, options);
    http.on('error', (error) => reports.failed(error));
    const measured = {
      rooms: () => logs.count(),
      roomsAwake: () => rooms.awake,
      connections: () => sockets.engine.clientsCount,
      unsentBytes: () => broadcaster.allUnsentBytes,
      isReady: () => readiness.reasons.length === 0,
    };
    if (options.metrics) await metrics.serve(options.metrics, measured, (error) => reports.failed(error));
    return { port, close, reportFailure: (error) => reports.failed(error) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A request that does not arrive in time is no better than a connection that does not enter. */
function requestTimeouts({ enterWithin }: ConnectionLimits) {
  return {
    headersTimeout: enterWithin,
    requestTimeout: enterWithin,
    connectionsCheckingInterval: Math.ceil(enterWithin / 2),
  };
}

function listen(
  http: HttpServer,
  { port = 0, host = '0.0.0.0' }: Pick<ServerOptions<unknown, Intent>, 'port' | 'host'>,
) {
  return new Promise<number>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
