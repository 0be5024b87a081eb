import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import { Budgets, type ConnectionBudget } from './budgets.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { isOurs, type OwnPages } from './own-pages.ts';
import { boundPolling } from './bound-polling.ts';
import { terminate } from './terminate.ts';

type EngineSocket = Socket['conn'];

const UNKNOWN_LENGTH = 64_000;

/** A request of this address was rejected, or a connection was cut: it sent too much, or left too much unread. */
export type OnRejected = (code: string, address: string) => void;
type CutCode = 'flood' | 'unread';

interface ConnectionError {
  readonly req: IncomingMessage;
  readonly context?: { readonly message?: unknown };
}

export interface AdmissionSetting extends OwnPages {
  readonly limits: ConnectionLimits;
  readonly onRejected: OnRejected;
}

interface Admitted {
  readonly budget: ConnectionBudget;
  /** Ends a connection that does not enter. */
  readonly entering: NodeJS.Timeout;
}

/** Decides which requests may open a connection, before anything else is done for them, and holds each to its budgets. */
export class Admission {
  readonly #setting: AdmissionSetting;
  readonly #budgets: Budgets;
  readonly #admitted = new WeakMap<EngineSocket, Admitted>();

  constructor(setting: AdmissionSetting) {
    this.#setting = setting;
    this.#budgets = new Budgets(setting.limits);
  }

  /** Engine.IO's `allowRequest`. The reason is in the response. */
  readonly allow = (request: IncomingMessage, decide: (reason: string | null, isAllowed: boolean) => void): void => {
    const reason = this.#refusalOf(request);
    decide(reason, reason === null);
  };

  /** Engine.IO's `connection_error`: it has rejected a request. The reason of `allow` is in the context. */
  readonly report = ({ req, context }: ConnectionError): void => {
    const reason = typeof context?.message === 'string' ? context.message : 'bad-connection';
    this.#setting.onRejected(reason, this.#setting.proxies.addressOf(req));
  };

  /** Counts a request over HTTP by its length, before its body is read. Returns whether to answer it. */
  readonly takeRequest = (request: IncomingMessage): boolean => {
    const address = this.#setting.proxies.addressOf(request);
    const isWithin = this.#budgets.takeRequest(address, lengthOf(request));
    if (!isWithin) this.#setting.onRejected('flood', address);
    return isWithin;
  };

  /**
   * Counts a connection and its packets until it is closed, which is soon unless it enters a room. Before Socket.IO has seen a
   * packet, it may be over.
   */
  readonly admit = (connection: EngineSocket): void => {
    const { proxies, limits } = this.#setting;
    const address = proxies.addressOf(connection.request);
    const budget = this.#budgets.open(address);
    const entering = setTimeout(() => terminate(connection), limits.enterWithin);
    this.#admitted.set(connection, { budget, entering });
    connection.on('close', () => {
      clearTimeout(entering);
      this.#budgets.close(address);
    });
    connection.on('packet', ({ type, data }: { readonly type: string; readonly data?: unknown }) => {
      if (!budget.take(sizeOf(data))) this.cut(connection, 'flood');
      // Engine.IO heeds it only in a polling request.
      else if (type === 'close') terminate(connection);
    });
    boundPolling(connection, () => this.cut(connection, 'flood'));
  };

  /** The connection has entered a room: it may stay. */
  handleEntered(connection: EngineSocket): void {
    clearTimeout(this.#admitted.get(connection)?.entering);
  }

  /** Counts an answer as if the connection had sent it. */
  charge(connection: EngineSocket, length: number): void {
    const isWithin = this.#admitted.get(connection)?.budget.takeForAnswer(length) ?? true;
    if (!isWithin) this.cut(connection, 'flood');
  }

  /** Without an answer, which would be one more thing that the page makes us do. */
  cut(connection: EngineSocket, code: CutCode): void {
    this.#setting.onRejected(code, this.#setting.proxies.addressOf(connection.request));
    terminate(connection);
  }

  #refusalOf(request: IncomingMessage): string | null {
    if (!isOurs(request, this.#setting)) return 'origin';
    return this.#budgets.hasRoomFor(this.#setting.proxies.addressOf(request)) ? null : 'too-many-connections';
  }
}

/** Of address and body. No browser sends a body of unknown length here: it counts as if it had the most that is read. */
function lengthOf({ url = '', headers }: IncomingMessage): number {
  const body = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : UNKNOWN_LENGTH;
  return url.length + body;
}

/** Text is counted in UTF-16 units, which costs nothing. */
function sizeOf(data: unknown): number {
  return typeof data === 'string' ? data.length : Buffer.isBuffer(data) ? data.byteLength : 0;
}
