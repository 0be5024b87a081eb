import type { RunningServer } from './serve.ts';

/** Milliseconds after which the process exits even if closing has not ended. */
const CLOSE_TIMEOUT = 10_000;

/**
 * Closes the server on SIGTERM and SIGINT, so that the actions under way are recorded and saved.
 * @example
 * closeOnSignals(await serve({ app }));
 */
export function closeOnSignals(server: RunningServer): void {
  const close = () => {
    setTimeout(() => process.exit(1), CLOSE_TIMEOUT).unref();
    // Without waiting for timers of connections that were half open.
    void server.close().then(() => process.exit());
  };
  process.once('SIGTERM', close).once('SIGINT', close);
}
