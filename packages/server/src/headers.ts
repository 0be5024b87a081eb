import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Helmet's headers. Nothing may upgrade to https, which does not exist on a LAN address: TLS, and the header that insists on
 * it, are a proxy's. Inline styles are allowed because animations write them.
 */
const helmetsHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'data:', 'blob:'],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  strictTransportSecurity: false,
  // Browsers ignore it without TLS, and complain in their consoles.
  crossOriginOpenerPolicy: false,
});

/** A page of an app has no use for any of these. */
const PERMISSIONS_POLICY = ['camera', 'geolocation', 'microphone', 'payment', 'usb'].map((name) => `${name}=()`).join();

/** For every answer, Socket.IO's included. What is not for one browser alone says itself how it may be kept. */
export const securityHeaders: RequestHandler = (request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
  helmetsHeaders(request, response, next);
};
