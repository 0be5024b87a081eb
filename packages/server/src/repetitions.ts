/** The number of keys that are counted separately in a period, so that memory and reports stay bounded. */
const MAX_KEYS = 100;

/** The key that all further ones share. */
const OTHERS = 'others';

export interface RepetitionsSetting {
  /** How many events of a key are reported one by one in a period; further ones are only counted. */
  readonly oneByOne: number;
  /** Calls back once, when a period that begins now is over. */
  readonly afterPeriod: (callBack: () => void) => void;
  /** Called at the end of a period in which this many events of the key were only counted, at least one. */
  readonly onRepeated: (key: string, count: number) => void;
}

interface Period {
  count: number;
}

/** Tells events that are to be reported one by one from repetitions, which are counted. Pure: time is handed in. */
export class Repetitions {
  readonly #setting: RepetitionsSetting;
  readonly #periods = new Map<string, Period>();

  constructor(setting: RepetitionsSetting) {
    this.#setting = setting;
  }

  /** Counts an event; returns whether to report it itself. The first event of a key begins its period. */
  add(key: string): boolean {
    const counted = this.#periods.has(key) || this.#periods.size < MAX_KEYS ? key : OTHERS;
    const period = this.#periods.get(counted) ?? this.#begin(counted);
    period.count += 1;
    return period.count <= this.#setting.oneByOne;
  }

  /** Ends all periods now. */
  flush(): void {
    for (const [key, period] of this.#periods) this.#end(key, period);
  }

  #begin(key: string): Period {
    const period = { count: 0 };
    this.#periods.set(key, period);
    this.#setting.afterPeriod(() => this.#end(key, period));
    return period;
  }

  #end(key: string, period: Period): void {
    if (this.#periods.get(key) !== period) return;
    this.#periods.delete(key);
    const repeated = period.count - this.#setting.oneByOne;
    if (repeated > 0) this.#setting.onRepeated(key, repeated);
  }
}
