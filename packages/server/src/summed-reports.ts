import { Repetitions, type RepetitionsSetting } from './repetitions.ts';
import type { Reports } from './reports.ts';

/** How long repetitions are counted before they are reported in one line, in milliseconds. */
const PERIOD = 10_000;
/** In a period, further rejections with the same code are summed up, and further failures with the same message. */
const [REJECTIONS, FAILURES] = [1, 10];
/** The characters of a text in a report; it may come from outside. */
const MAX_TEXT = 100;

export interface SummedReports extends Reports {
  /** Reports what has been counted so far. */
  flush(): void;
}

const byTimer: RepetitionsSetting['afterPeriod'] = (callBack) => void setTimeout(callBack, PERIOD).unref();

/**
 * Reports that pages cannot flood: repetitions are summed up, as `more` in the details of one further report, and texts
 * are cut.
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
      if (rejections.add(cut(code))) reports.rejected(cut(code), cutTexts(details));
    },
    failed(error, details = {}) {
      const message = error instanceof Error ? error.message : String(error);
      if (failures.add(cut(message))) reports.failed(error, cutTexts(details));
    },
    deleted: (rooms) => reports.deleted?.(rooms),
    flush() {
      rejections.flush();
      failures.flush();
    },
  };
}

function cutTexts(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? cut(value) : value]),
  );
}

function cut(text: string): string {
  return text.slice(0, MAX_TEXT);
}
