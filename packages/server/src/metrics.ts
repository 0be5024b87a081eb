import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SummedReports } from './summed-reports.ts';

/** How long recording may take to be counted apart, in seconds. */
const BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** How many codes are counted apart; the app's own are among them. */
const MAX_CODES = 100;

export interface MetricsSetting {
  /** 0 for any free port. */
  readonly port: number;
  /** The address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
}

/** What is looked at when the metrics are asked for. */
export interface Measured {
  readonly rooms: () => Promise<number>;
  readonly roomsAwake: () => number;
  readonly connections: () => number;
  readonly unsentBytes: () => number;
  readonly isReady: () => boolean;
}

/** A server's numbers, as Prometheus reads them, with those of the process and of its event loop. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];
  readonly #codes = new Set<string>();
  readonly #lines = new Counter({
    name: 'hero_lines_total',
    help: 'Recorded lines, by kind: actions, refusals, joins and forgotten clients',
    labelNames: ['kind'],
    registers: this.#registers,
  });
  readonly #refusals = new Counter({
    name: 'hero_refusals_total',
    help: 'Refused actions, rejected messages and requests, and denied pages, by code',
    labelNames: ['code'],
    registers: this.#registers,
  });
  readonly #failures = new Counter({
    name: 'hero_failures_total',
    help: 'Failures of the server itself',
    registers: this.#registers,
  });
  readonly #recording = new Histogram({
    name: 'hero_recording_seconds',
    help: 'From the arrival of an action until it is recorded',
    buckets: BUCKETS,
    registers: this.#registers,
  });

  #server: Server | null = null;

  /** Reports that are also counted, each of them. */
  counting(reports: SummedReports): SummedReports {
    return {
      ...reports,
      rejected: (code, details) => {
        this.#countRefusal(code);
        reports.rejected(code, details);
      },
      failed: (error, details) => {
        this.#failures.inc();
        reports.failed(error, details);
      },
    };
  }

  countLines(lines: readonly Recorded<Intent>[]): void {
    for (const { kind } of lines) this.#lines.inc({ kind });
  }

  readonly timeRecording = (seconds: number): void => this.#recording.observe(seconds);

  /**
   * Answers at `/metrics`, and nowhere else.
   * @throws a Node system error if it cannot listen
   */
  async serve({ port, host = '127.0.0.1' }: MetricsSetting, measured: Measured, onFailure: (error: unknown) => void) {
    this.#addGauges(measured);
    collectDefaultMetrics({ register: this.#registry });
    const server = createServer((request, response) => void this.#answer(request, response));
    this.#server = server;
    await once(server.listen(port, host), 'listening');
    server.on('error', onFailure);
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  #countRefusal(code: string): void {
    const isCounted = this.#codes.has(code) || this.#codes.size < MAX_CODES;
    if (isCounted) this.#codes.add(code);
    this.#refusals.inc({ code: isCounted ? code : 'others' });
  }

  async #answer({ url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url !== '/metrics') return void response.writeHead(404).end();
    try {
      const text = await this.#registry.metrics();
      response.setHeader('Content-Type', this.#registry.contentType).end(text);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }

  #addGauges(measured: Measured): void {
    this.#addGauge('hero_rooms', 'Rooms that exist, awake or asleep', measured.rooms);
    this.#addGauge('hero_rooms_awake', 'Rooms in memory', measured.roomsAwake);
    this.#addGauge('hero_connections', 'Open connections', measured.connections);
    this.#addGauge('hero_unsent_bytes', 'What waits for pages that read slowly', measured.unsentBytes);
    this.#addGauge('hero_ready', '1 if /readyz says so, else 0', () => Number(measured.isReady()));
  }

  #addGauge(name: string, help: string, measure: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: this.#registers,
      collect: async (): Promise<void> => gauge.set(await measure()),
    });
  }
}
