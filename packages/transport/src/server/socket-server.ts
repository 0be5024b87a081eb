import { Server } from 'socket.io';
import { Admission, type OnRejected } from './admission.ts';
import { defaultConnectionLimits, type ConnectionLimits } from './connection-limits.ts';
import { lenientParser } from './parser.ts';
import { Proxies } from './proxies.ts';

export type SocketServer = AdmittingServer;

/** A message larger than allowed by this factor closes the connection; a smaller one is still answered with a code. */
const HARD_LIMIT = 4;

export interface SocketServerSetting {
  /** The size of the largest message that is accepted, in bytes of JSON. */
  readonly maxMessageBytes: number;
  readonly limits?: Partial<ConnectionLimits> | undefined;
  /** Further origins whose pages may connect, such as `https://example.org`, besides the server's own. */
  readonly origins?: readonly string[] | undefined;
  /** None are trusted by default. */
  readonly proxies?: Proxies | undefined;
  readonly onRejected?: OnRejected | undefined;
}

/**
 * Opens Socket.IO as a pipe and nothing more: its recovery, retries and acknowledgements are not used. It serves
 * nothing until it is attached to an HTTP server.
 * @example
 * openSocketServer({ maxMessageBytes: 16_384 }).attach(createServer());
 */
export function openSocketServer(setting: SocketServerSetting): SocketServer {
  const { maxMessageBytes, origins = [], proxies = new Proxies(0), onRejected = () => undefined } = setting;
  const limits = { ...defaultConnectionLimits, ...setting.limits };
  const admission = new Admission({ limits, origins, proxies, onRejected });
  const options = {
    parser: lenientParser,
    allowRequest: admission.allow,
    maxHttpBufferSize: maxMessageBytes * HARD_LIMIT,
    serveClient: false,
    // As over WebSocket: an answer that is compressed for each page costs more than it saves.
    httpCompression: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  };
  return new AdmittingServer(options, admission);
}

/** Counts each connection from its opening on, before anything has arrived on it. */
class AdmittingServer extends Server {
  readonly admission: Admission;

  constructor(options: ConstructorParameters<typeof Server>[0], admission: Admission) {
    super(options);
    this.admission = admission;
  }

  override bind(engine: Parameters<Server['bind']>[0]): this {
    super.bind(engine);
    this.engine.on('connection', this.admission.admit);
    this.engine.on('connection_error', this.admission.report);
    return this;
  }
}
