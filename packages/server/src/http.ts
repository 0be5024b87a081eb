import { isOurs, type OwnPages } from '@button/transport/server';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { securityHeaders } from './headers.ts';
import type { Page } from './page.ts';
import type { Readiness } from './readiness.ts';
import type { Reports } from './reports.ts';

export interface HttpSetting extends OwnPages {
  readonly page: Page | null;
  /** The paths at which the page is served, in Express's notation. */
  readonly pagePaths: readonly string[];
  readonly maxMessageBytes: number;
  readonly createRoom: (address: string) => Promise<{ readonly code: string } | { readonly denied: string }>;
  /** Adds the app's own routes. */
  readonly routes?: ((express: Express) => void) | undefined;
  readonly readiness: Pick<Readiness, 'reasons'>;
  readonly reports: Reports;
}

/** The server's HTTP routes: the page, new rooms, health and the app's own routes. */
export function httpApp(setting: HttpSetting): Express {
  const { proxies, page, routes } = setting;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', proxies.trusts);
  app.use(securityHeaders);
  page?.serve(app, setting.pagePaths);
  serveHealth(app, setting.readiness);
  serveNewRooms(app, setting);
  routes?.(app);
  app.use((request, response) => {
    response.status(404);
    if (page && request.accepts(['json', 'html']) === 'html') page.send(response);
    else response.json({ error: 'not-found' });
  });
  app.use(answerErrors(setting));
  return app;
}

/** For what starts the server again if it does not answer, and for what sends newcomers to it while it is ready. */
function serveHealth(app: Express, readiness: Pick<Readiness, 'reasons'>): void {
  app.get('/livez', (_request, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', (_request, response) => {
    const { reasons } = readiness;
    if (reasons.length === 0) response.json({ status: 'ready' });
    else response.status(503).json({ status: 'not-ready', reasons });
  });
}

function serveNewRooms(app: Express, setting: HttpSetting): void {
  const { createRoom, maxMessageBytes, reports, proxies } = setting;
  const body = express.json({ limit: maxMessageBytes });
  app.post('/api/rooms', onlyOurs(setting), body, async (request, response) => {
    const address = proxies.addressOf(request);
    const room = await createRoom(address);
    if ('code' in room) return void response.status(201).json({ code: room.code });
    reports.rejected(room.denied, { address });
    return void response.status(room.denied.startsWith('too-many-') ? 429 : 503).json({ error: room.denied });
  });
}

function onlyOurs(setting: HttpSetting): RequestHandler {
  return (request, response, next) => {
    if (isOurs(request, setting)) return next();
    setting.reports.rejected('origin', { address: setting.proxies.addressOf(request) });
    return void response.status(403).json({ error: 'origin' });
  };
}

const ERROR_CODES: Readonly<Record<number, string>> = {
  400: 'malformed',
  404: 'not-found',
  413: 'too-large',
  415: 'unknown-encoding',
};

/** Express knows an error handler by its four parameters. */
function answerErrors({ proxies, reports }: HttpSetting): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    // Express would write to standard error by itself, as often as pages make it.
    if (response.headersSent) {
      reports.failed(error);
      return void response.destroy();
    }
    const status = statusOf(error);
    const code = isNotJson(error) ? 'not-json' : (ERROR_CODES[status] ?? 'failed');
    if (status < 500) reports.rejected(code, { address: proxies.addressOf(request), path: request.path });
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
