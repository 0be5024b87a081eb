import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import { addressOf } from './address.ts';
import type { ConnectionLimits } from './connection-limits.ts';

type EngineSocket = Socket['conn'];

export interface AdmissionSetting {
  readonly limits: ConnectionLimits;
  /** Further origins whose pages may connect, such as `https://example.org`, besides the server's own. */
  readonly origins: readonly string[];
  readonly trustProxy: boolean;
}

/** Decides which requests may open a connection, before anything else is done for them. */
export class Admission {
  readonly #setting: AdmissionSetting;
  #connections = 0;
  readonly #byAddress = new Map<string, number>();

  constructor(setting: AdmissionSetting) {
    this.#setting = setting;
  }

  /** Engine.IO's `allowRequest`. The reason is in the response. */
  readonly allow = (request: IncomingMessage, decide: (reason: string | null, isAllowed: boolean) => void): void => {
    const reason = this.#refusalOf(request);
    decide(reason, reason === null);
  };

  /** Counts a connection until it is closed. */
  readonly count = (connection: EngineSocket): void => {
    const address = addressOf(connection.request, this.#setting.trustProxy);
    this.#change(address, 1);
    connection.on('close', () => this.#change(address, -1));
  };

  #refusalOf(request: IncomingMessage): string | null {
    const { limits, origins, trustProxy } = this.#setting;
    if (!isOurs(request, origins, trustProxy)) return 'origin';
    const address = addressOf(request, trustProxy);
    const isFull =
      this.#connections >= limits.connections || (this.#byAddress.get(address) ?? 0) >= limits.connectionsPerAddress;
    return isFull ? 'too-many-connections' : null;
  }

  #change(address: string, by: number): void {
    this.#connections += by;
    const count = (this.#byAddress.get(address) ?? 0) + by;
    if (count > 0) this.#byAddress.set(address, count);
    else this.#byAddress.delete(address);
  }
}

/**
 * Whether a page of ours asks, or a program: only browsers send an origin. Without this check, a page of another site could
 * act in the name of its reader's address.
 */
export function isOurs({ headers }: IncomingMessage, origins: readonly string[], trustProxy: boolean): boolean {
  const { origin } = headers;
  if (origin === undefined || origins.includes(origin)) return true;
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined;
  const host = [forwarded ?? headers.host ?? []].flat().join(',').split(',').at(-1)?.trim();
  return URL.canParse(origin) && new URL(origin).host === host;
}
