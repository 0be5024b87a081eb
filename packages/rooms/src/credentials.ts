import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Returning } from '@button/sync/hero';

/** The length of a signature: 22 letters of base64url are 132 bits, half of SHA-256, as RFC 2104 permits. */
const SIGNATURE = 22;

/** In another epoch, a clientId is another client's. */
type Client = Pick<Returning, 'clientId' | 'epoch'>;

/** Signs the proofs that Hero gives out in one room, and checks them: of a person, and of a clientId. */
export class Credentials {
  readonly #secret: string;
  readonly #room: string;

  constructor(secret: string, room: string) {
    this.#secret = secret;
    this.#room = room;
  }

  /** A tab brings it to be the same person after a reload. */
  tokenFor(person: string): string {
    return `${person}.${this.#sign('person', person)}`;
  }

  /** The person whose token this is; null if Hero did not sign it. */
  personOf(token: string): string | null {
    const person = token.slice(0, token.lastIndexOf('.'));
    return isSame(token, this.tokenFor(person)) ? person : null;
  }

  /** A page brings it to continue under its clientId, as the same person. */
  keyFor({ clientId, epoch }: Client, person: string | null): string {
    return this.#sign('client', epoch, clientId, person);
  }

  isKeyFor(client: Client, person: string | null, key: string): boolean {
    return isSame(key, this.keyFor(client, person));
  }

  #sign(...parts: readonly (string | number | null)[]): string {
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([this.#room, ...parts]))
      .digest('base64url')
      .slice(0, SIGNATURE);
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
