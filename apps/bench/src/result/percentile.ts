/**
 * A percentile of the samples by nearest rank, so that the result is itself a sample.
 * @param share from 0 to 1, for example 0.95
 * @throws RangeError if there are no samples
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('there are no samples');
  return found;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
