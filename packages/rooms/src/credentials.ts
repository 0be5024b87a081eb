import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs what Hero gives out in one room and knows it again: a person for a tab, a clientId for a page. */
export class Credentials {
  readonly #secret: string;
  readonly #room: string;

  constructor(secret: string, room: string) {
    this.#secret = secret;
    this.#room = room;
  }

  /** What a tab shows to be the same person after a reload. */
  tokenFor(person: string): string {
    return `${person}.${this.#sign('person', person)}`;
  }

  /** The person that a token names; null when Hero did not sign it. */
  personOf(token: string): string | null {
    const person = token.slice(0, token.lastIndexOf('.'));
    return isSame(token, this.tokenFor(person)) ? person : null;
  }

  /** What a page shows to continue under its clientId, as the same person. */
  keyFor(clientId: string, person: string | null): string {
    return this.#sign('client', clientId, person);
  }

  isKeyFor(clientId: string, person: string | null, key: string): boolean {
    return isSame(key, this.keyFor(clientId, person));
  }

  #sign(...parts: readonly (string | null)[]): string {
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([this.#room, ...parts]))
      .digest('base64url');
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
