import { loggedAddress } from '@button/transport/server';
import { Repetitions, type RepetitionsSetting } from './repetitions.ts';
import type { Reports } from './reports.ts';

/** How long repetitions are counted before they are reported in one line, in milliseconds. */
const PERIOD = 10_000;
/** In a period, further rejections with the same code are summed up, and further failures with the same code or message. */
const [REJECTIONS, FAILURES] = [1, 10];
/** The characters of a text in a report; it may come from outside. */
const MAX_TEXT = 100;

export interface SummedReports extends Reports {
  /** Reports what has been counted so far. */
  flush(): void;
}

const byTimer: RepetitionsSetting['afterPeriod'] = (callBack) => void setTimeout(callBack, PERIOD).unref();

/**
 * Reports that pages cannot flood and that name nobody's connection: repetitions are summed up, as `more` in the details
 * of one further report; texts are cut, and an `address` is shortened to its network.
 */
export function summedReports(reports: Reports, afterPeriod = byTimer): SummedReports {
  const rejections = new Repetitions({
    oneByOne: REJECTIONS,
    afterPeriod,
    onRepeated: (code, more) => reports.rejected(code, { more }),
  });
  const failures = new Repetitions({
    oneByOne: FAILURES,
    afterPeriod,
    onRepeated: (message, more) => reports.failed(message, { more }),
  });
  return {
    rejected(code, details) {
      if (rejections.add(cut(code))) reports.rejected(cut(code), forLog(details));
    },
    failed(error, details = {}) {
      if (failures.add(cut(kindOf(error)))) reports.failed(error, forLog(details));
    },
    untrustedProxy: (address) => reports.untrustedProxy?.(address),
    deleted: (rooms, why) => reports.deleted?.(rooms, why),
    flush() {
      rejections.flush();
      failures.flush();
    },
  };
}

/** By its code, of errors that have one: their messages may name a room, of which there are many. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

function forLog(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, valueForLog(name, value)]));
}

function valueForLog(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return name === 'address' ? loggedAddress(value) : cut(value);
}

function cut(text: string): string {
  return text.slice(0, MAX_TEXT);
}
