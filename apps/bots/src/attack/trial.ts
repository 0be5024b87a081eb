/** A row of what was seen that needs no flood: something is done to Hero once, and it holds or does not. */
export interface Trial {
  /** What somebody does, or what happens to Hero. */
  readonly what: string;
  /** Resolves with a sentence for each promise that is broken. */
  readonly run: () => Promise<readonly string[]>;
}

/** The sentences whose promise is broken. */
export function broken(promises: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(promises)
    .filter(([, isKept]) => !isKept)
    .map(([sentence]) => sentence);
}
