import type { Express } from 'express';
import { renderSVG } from 'uqr';

/** The length of the longest link that fits into a code which a phone can read. */
const MAX_LINK = 500;

/**
 * Serves the QR code of a room's link. Without a public address, the link has the host name by which the browser reached
 * Hero, since a phone on the same network reaches it by the same name.
 */
export function serveQrCodes(app: Express, publicUrl: string | null): void {
  app.get('/api/rooms/:code/qr.svg', (request, response, next) => {
    const { code } = request.params;
    const link = `${publicUrl ?? `${request.protocol}://${request.host}/`}r/${code}`;
    if (!/^[A-Z]{1,12}$/.test(code) || link.length > MAX_LINK) return next();
    return void response.type('svg').send(renderSVG(link, { border: 2 }));
  });
}
