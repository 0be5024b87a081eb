/** One thing that is measured again and again. */
export class Series<Sample> {
  readonly samples: Sample[];
  readonly #measure: () => Promise<Sample>;

  /** Samples are added to those that are there. */
  constructor(measure: () => Promise<Sample>, samples: Sample[] = []) {
    this.#measure = measure;
    this.samples = samples;
  }

  /** Measures once, to warm up. */
  async pass(): Promise<void> {
    await this.#measure();
  }

  async take(): Promise<void> {
    this.samples.push(await this.#measure());
  }
}

export interface Turns {
  /** Those that do not count come first. */
  readonly warmUp: number;
  readonly turns: number;
}

/**
 * Takes one sample of each series in every turn, one after the other: whatever the machine does meanwhile, it does to
 * all. The order is another one in each turn, so that none gains or loses by what goes before it.
 */
export async function takeTurns<Sample>(series: readonly Series<Sample>[], { warmUp, turns }: Turns): Promise<void> {
  for (let turn = 0; turn < warmUp; turn += 1) for (const one of shuffled(series)) await one.pass();
  for (let turn = 0; turn < turns; turn += 1) for (const one of shuffled(series)) await one.take();
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  return list
    .map((one) => ({ one, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
