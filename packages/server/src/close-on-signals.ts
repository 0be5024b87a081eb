import type { RunningServer } from './serve.ts';

/** What is not finished by then is not waited for, in milliseconds. */
const CLOSE_WITHIN = 10_000;

/** Ends the server in order on SIGTERM and SIGINT: what has begun is finished and saved. */
export function closeOnSignals(server: RunningServer): void {
  const close = () => {
    setTimeout(() => process.exit(1), CLOSE_WITHIN).unref();
    void server.close();
  };
  process.once('SIGTERM', close).once('SIGINT', close);
}
