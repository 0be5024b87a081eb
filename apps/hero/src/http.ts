import { join } from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { renderSVG } from 'uqr';
import { securityHeaders } from './headers.ts';

export interface HttpParts {
  /** Where the built web app is. */
  readonly webDist: string;
  readonly trustProxy: boolean;
  readonly maxMessageBytes: number;
  readonly create: (address: string) => Promise<{ readonly code: string } | { readonly refused: string }>;
  readonly onRefused: (code: string, details: Readonly<Record<string, unknown>>) => void;
  readonly onFailure: (error: unknown) => void;
}

/** What is asked over plain HTTP: the page, a new room, whether Hero is well. */
export function httpApp(parts: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  // One proxy of our own: the last forwarded address is the one that it vouches for.
  app.set('trust proxy', parts.trustProxy ? 1 : false);
  app.use(securityHeaders);
  app.use(compression());
  serveWeb(app, parts.webDist);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  serveRooms(app, parts);
  app.use((request, response) => {
    response.status(404);
    if (request.accepts(['json', 'html']) === 'html') sendPage(response, parts.webDist);
    else response.json({ error: 'not-found' });
  });
  app.use(answerErrors(parts));
  return app;
}

/** Every file's name in `/assets` has its content's hash in it; the page itself is asked for anew each time. */
function serveWeb(app: Express, webDist: string): void {
  app.use('/assets', express.static(join(webDist, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use(express.static(webDist, { index: false, maxAge: 0 }));
  app.get(['/', '/r/:code', '/r/:code/screen'], (_request, response) => sendPage(response, webDist));
}

/** One page for every address: which one it is, it reads itself, also when there is nothing to show. */
function sendPage(response: Response, webDist: string): void {
  response.set('Cache-Control', 'no-cache').sendFile(join(webDist, 'index.html'));
}

function serveRooms(app: Express, { create, maxMessageBytes, onRefused }: HttpParts): void {
  app.post('/api/rooms', express.json({ limit: maxMessageBytes }), async (request, response) => {
    const address = request.ip ?? '';
    const room = await create(address);
    if ('code' in room) return void response.status(201).json({ code: room.code });
    onRefused(room.refused, { address });
    return void response.status(room.refused === 'too-many-new-rooms' ? 429 : 503).json({ error: room.refused });
  });
  // By whatever name the browser reached Hero: that is how a phone beside it will, too.
  app.get('/api/rooms/:code/qr.svg', (request, response, next) => {
    const { code } = request.params;
    if (!/^[A-Z]{1,12}$/.test(code)) return next();
    const link = `${request.protocol}://${request.host}/r/${code}`;
    return void response
      .type('svg')
      .set('Cache-Control', 'private, max-age=3600')
      .send(renderSVG(link, { border: 2 }));
  });
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'malformed',
  404: 'not-found',
  413: 'too-large',
  415: 'unknown-encoding',
};

/** Express finds an error handler by its four arguments. */
function answerErrors({ onRefused, onFailure }: HttpParts): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    const code = isNotJson(error) ? 'not-json' : (REFUSALS[status] ?? 'failed');
    if (status < 500) onRefused(code, { address: request.ip, path: request.path });
    else onFailure(error);
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
