import { randomBytes } from 'node:crypto';

/** An id that nothing else has: 72 random bits in 12 letters. It is no secret. */
export function drawId(): string {
  return randomBytes(9).toString('base64url');
}
