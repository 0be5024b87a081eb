import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import type { ConnectionLimits } from './connection-limits.ts';
import { isOurs, type OwnPages } from './own-pages.ts';

type EngineSocket = Socket['conn'];

export interface AdmissionSetting extends OwnPages {
  readonly limits: ConnectionLimits;
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
    const address = this.#setting.proxies.addressOf(connection.request);
    this.#change(address, 1);
    connection.on('close', () => this.#change(address, -1));
  };

  #refusalOf(request: IncomingMessage): string | null {
    const { limits, proxies } = this.#setting;
    if (!isOurs(request, this.#setting)) return 'origin';
    const address = proxies.addressOf(request);
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
