/** The samples of one measurement. */
export class Series<Sample> {
  readonly samples: Sample[];
  readonly #measure: () => Promise<Sample>;

  /** @param samples those of an earlier series, to which new ones are added */
  constructor(measure: () => Promise<Sample>, samples: Sample[] = []) {
    this.#measure = measure;
    this.samples = samples;
  }

  /** Measures once, without keeping the sample. */
  async warmUp(): Promise<void> {
    await this.#measure();
  }

  async take(): Promise<void> {
    this.samples.push(await this.#measure());
  }
}

export interface Turns {
  /** The number of turns before those that count. */
  readonly warmUp: number;
  readonly turns: number;
}

/**
 * Takes one sample of each series per turn, so that other load on the machine affects all series alike. The order is
 * random in each turn, so that no series gains or loses by the one before it.
 */
export async function takeTurns<Sample>(series: readonly Series<Sample>[], { warmUp, turns }: Turns): Promise<void> {
  for (let turn = 0; turn < warmUp; turn += 1) for (const one of shuffled(series)) await one.warmUp();
  for (let turn = 0; turn < turns; turn += 1) for (const one of shuffled(series)) await one.take();
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  return list
    .map((one) => ({ one, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
