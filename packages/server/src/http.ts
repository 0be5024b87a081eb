import { join } from 'node:path';
import compression from 'compression';
import { isOurs, limitedAddress } from '@button/transport/server';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { securityHeaders } from './headers.ts';
import type { Readiness } from './readiness.ts';
import type { Reports } from './reports.ts';

export interface HttpSetting {
  /** A folder with a built page: `index.html`, and `assets` with a content hash in each name. */
  readonly page?: string | undefined;
  /** The paths at which the page is served, in Express's notation. */
  readonly pagePaths: readonly string[];
  readonly trustProxy: boolean;
  readonly origins: readonly string[];
  readonly maxMessageBytes: number;
  readonly createRoom: (address: string) => Promise<{ readonly code: string } | { readonly denied: string }>;
  /** Adds the app's own routes. */
  readonly routes?: ((express: Express) => void) | undefined;
  readonly readiness: Pick<Readiness, 'reasons'>;
  readonly reports: Reports;
}

/** The server's HTTP routes: the page, new rooms, health and the app's own routes. */
export function httpApp(setting: HttpSetting): Express {
  const { trustProxy, page, routes, reports } = setting;
  const app = express();
  app.disable('x-powered-by');
  // There is one trusted proxy, so only the last forwarded address is believed: the one that this proxy added.
  app.set('trust proxy', trustProxy ? 1 : false);
  app.use(securityHeaders);
  app.use(compression());
  if (page !== undefined) servePage(app, page, setting.pagePaths);
  serveHealth(app, setting.readiness);
  serveNewRooms(app, setting);
  routes?.(app);
  app.use((request, response) => {
    response.status(404);
    if (page !== undefined && request.accepts(['json', 'html']) === 'html') sendPage(response, page);
    else response.json({ error: 'not-found' });
  });
  app.use(answerErrors(reports));
  return app;
}

/** A name in `/assets` has a content hash, so the file never changes; everything else is revalidated each time. */
function servePage(app: Express, page: string, paths: readonly string[]): void {
  app.use('/assets', express.static(join(page, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use(express.static(page, { index: false, maxAge: 0 }));
  app.get([...paths], (_request, response) => sendPage(response, page));
}

/** The page chooses its view by the path, so it is one file for every path, also for one that is not found. */
function sendPage(response: Response, page: string): void {
  response.set('Cache-Control', 'no-cache').sendFile(join(page, 'index.html'));
}

/** For what starts the server again if it does not answer, and for what sends newcomers to it while it is ready. */
function serveHealth(app: Express, readiness: Pick<Readiness, 'reasons'>): void {
  app.use(['/livez', '/readyz'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.get('/livez', (_request, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', (_request, response) => {
    const { reasons } = readiness;
    if (reasons.length === 0) response.json({ status: 'ready' });
    else response.status(503).json({ status: 'not-ready', reasons });
  });
}

function serveNewRooms(app: Express, setting: HttpSetting): void {
  const { createRoom, maxMessageBytes, reports, origins, trustProxy } = setting;
  app.post('/api/rooms', express.json({ limit: maxMessageBytes }), async (request, response) => {
    const address = limitedAddress(request.ip ?? '');
    if (!isOurs(request, origins, trustProxy)) {
      reports.rejected('origin', { address });
      return void response.status(403).json({ error: 'origin' });
    }
    const room = await createRoom(address);
    if ('code' in room) return void response.status(201).json({ code: room.code });
    reports.rejected(room.denied, { address });
    return void response.status(room.denied === 'too-many-new-rooms' ? 429 : 503).json({ error: room.denied });
  });
}

const ERROR_CODES: Readonly<Record<number, string>> = {
  400: 'malformed',
  404: 'not-found',
  413: 'too-large',
  415: 'unknown-encoding',
};

/** Express knows an error handler by its four parameters. */
function answerErrors(reports: Reports): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    const code = isNotJson(error) ? 'not-json' : (ERROR_CODES[status] ?? 'failed');
    if (status < 500) reports.rejected(code, { address: request.ip, path: request.path });
    else reports.failed(error);
    return void response.status(status).json({ error: code });
  };
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error && 'status' in error ? error.status : 500;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function isNotJson(error: unknown): boolean {
  return error instanceof SyntaxError && 'type' in error && error.type === 'entity.parse.failed';
}
