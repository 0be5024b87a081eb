import type { Intent } from '@button/sync';
import type { Log, Logs } from '@button/sync/log';

/** The same logs, which also tell how long each line took to be recorded, in seconds. */
export function timedLogs<I extends Intent>(logs: Logs<I>, onRecorded: (seconds: number) => void): Logs<I> {
  return {
    create: async (room, snapshot) => timedLog(await logs.create(room, snapshot), onRecorded),
    replace: async (room, snapshot, id) => timedLog(await logs.replace(room, snapshot, id), onRecorded),
    open: async (room) => {
      const log = await logs.open(room);
      return log && timedLog(log, onRecorded);
    },
    delete: (room) => logs.delete(room),
    list: () => logs.list(),
    count: () => logs.count(),
    fault: () => logs.fault(),
    passHour: () => logs.passHour(),
    markShared: (room) => logs.markShared(room),
    close: () => logs.close(),
  };
}

function timedLog<I extends Intent>(log: Log<I>, onRecorded: (seconds: number) => void): Log<I> {
  return {
    get id() {
      return log.id;
    },
    get epoch() {
      return log.epoch;
    },
    get truncatedTo() {
      return log.truncatedTo;
    },
    snapshot: () => log.snapshot(),
    subscribe: (serverSeq, listener) => log.subscribe(serverSeq, listener),
    save: (snapshot, truncateTo) => log.save(snapshot, truncateTo),
    append: async (entry, arrival) => {
      const arrived = performance.now();
      const appended = await log.append(entry, arrival);
      if (appended.kind === 'recorded') onRecorded((performance.now() - arrived) / 1_000);
      return appended;
    },
  };
}
