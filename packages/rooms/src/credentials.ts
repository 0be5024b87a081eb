import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Returning } from '@button/sync/hero';

/** The length of a signature: 22 letters of base64url are 132 bits, half of SHA-256, as RFC 2104 permits. */
const SIGNATURE = 22;

/** In another epoch, a clientId is another client's. */
type Client = Pick<Returning, 'clientId' | 'epoch'>;

/** The code of a room, and the id that it alone has: after it is deleted, another room may get its code. */
export interface RoomName {
  readonly code: string;
  readonly id: string;
}

/** Signs the proofs that Hero gives out in one room, and checks them: of a person, of a clientId, and of leave to watch. */
export class Credentials {
  readonly #secret: string;
  readonly #room: RoomName;

  constructor(secret: string, room: RoomName) {
    this.#secret = secret;
    this.#room = room;
  }

  /** A tab brings it to be the same person after a reload. It names the id of its room. */
  tokenFor(person: string): string {
    return `${person}.${this.#room.id}${this.#sign('person', person)}`;
  }

  /** The person whose token this is; null if Hero did not sign it, or signed it for another room. */
  personOf(token: string): string | null {
    const person = token.slice(0, token.lastIndexOf('.'));
    return isSame(token, this.tokenFor(person)) ? person : null;
  }

  /** A page that only watches brings it to get into a locked room. */
  get watchKey(): string {
    return this.#sign('watch');
  }

  isWatchKey(key: string): boolean {
    return isSame(key, this.watchKey);
  }

  /** A page brings it to continue under its clientId, as the same person. */
  keyFor({ clientId, epoch }: Client, person: string | null): string {
    return this.#sign('client', epoch, clientId, person);
  }

  isKeyFor(client: Client, person: string | null, key: string): boolean {
    return isSame(key, this.keyFor(client, person));
  }

  #sign(...parts: readonly (string | number | null)[]): string {
    const { code, id } = this.#room;
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([code, id, ...parts]))
      .digest('base64url')
      .slice(0, SIGNATURE);
  }
}

/**
 * Whether Hero has ever given out this token in a room of this code, which may have been deleted since. It takes no look at
 * any room, so that the answer and its time say nothing about which rooms there are.
 */
export function isTokenForCode(secret: string, code: string, token: string): boolean {
  const id = token.slice(token.lastIndexOf('.') + 1, -SIGNATURE);
  return new Credentials(secret, { code, id }).personOf(token) !== null;
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
