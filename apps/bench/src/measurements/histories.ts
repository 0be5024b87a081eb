/** A room whose record has this many actions of players. */
export interface History {
  readonly actions: number;
  /** Distinguishes rooms of the same length. */
  readonly copy: number;
}

/** The lengths of the rooms that are joined, one room of each. */
export const JOINED = [10, 10_000, 100_000];
/** The lengths of the rooms that are woken, many rooms of each because a room wakes only once per start of Hero. */
export const WOKEN = [10, 10_000];
export const ROOMS_TO_WAKE = 20;

export const allHistories: readonly History[] = [
  ...JOINED.map((actions) => ({ actions, copy: 0 })),
  ...WOKEN.flatMap((actions) => Array.from({ length: ROOMS_TO_WAKE }, (_, index) => ({ actions, copy: 1 + index }))),
];

/** The code of the room with this history. */
export function roomOf({ actions, copy }: History): string {
  return `AFTER${actions}N${copy}`;
}

export function actionsInWords(actions: number): string {
  return `${actions.toLocaleString('en')} actions`;
}
