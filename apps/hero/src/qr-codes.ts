import type { Express } from 'express';
import { renderSVG } from 'uqr';

/** The QR code of a room's link, by whatever name the browser reached Hero: that is how a phone beside it will, too. */
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
