import type { Express } from 'express';
import { renderSVG } from 'uqr';

/**
 * Serves the QR code of a room's link. The link has the host name by which the browser reached Hero, since a phone on
 * the same network reaches it by the same name.
 */
export function serveQrCodes(app: Express): void {
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
