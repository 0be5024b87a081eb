/** How much the record has of the disk: the files of the rooms, and the lines that only the journal has. */
export interface Space {
  readonly maxBytes: number;
  used: number;
}

export function isFull({ used, maxBytes }: Space): boolean {
  return used >= maxBytes;
}

/** @throws if nothing more may be added */
export function mustHaveSpace(space: Space): void {
  if (isFull(space)) throw new Error('The record has reached its limit.');
}
