import type { RunningServer } from './serve.ts';

/** Milliseconds after which the process exits even if closing has not ended. */
const CLOSE_TIMEOUT = 10_000;
/** Ctrl-C may send two signals, one of them by way of npm. One that comes later than this is from somebody who is impatient. */
const SAME_SIGNAL_WITHIN = 1_000;

/**
 * Closes the server, and ends the process, on SIGTERM and SIGINT, so that the actions under way are recorded and saved. A
 * second signal ends it at once, which loses nothing that anybody was told. An error that nothing in the process has
 * handled is reported; if it was thrown, the process ends in order with code 1, because nobody knows what it left undone.
 * @example
 * closeOnSignals(await serve({ app }));
 */
export function closeOnSignals(server: RunningServer): void {
  let isClosing = false;
  const close = (code: number) => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(1), CLOSE_TIMEOUT).unref();
    server.close().then(
      () => process.exit(code),
      (error: unknown) => {
        server.reportFailure(error);
        process.exit(1);
      },
    );
  };
  const onSignal = () => {
    close(0);
    setTimeout(() => process.off('SIGTERM', onSignal).off('SIGINT', onSignal), SAME_SIGNAL_WITHIN).unref();
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  process.on('unhandledRejection', (reason) => server.reportFailure(reason));
  process.on('uncaughtException', (error) => {
    server.reportFailure(error);
    close(1);
  });
}
