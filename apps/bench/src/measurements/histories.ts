/** A room whose record has this many actions of its players. */
export interface History {
  readonly actions: number;
  readonly copy: number;
}

/** For joining: one room of each length. */
export const JOINED = [10, 10_000, 100_000];
/** For waking: many rooms of each length, as each of them wakes but once. */
export const WOKEN = [10, 10_000];
export const ROOMS_TO_WAKE = 20;

export const allHistories: readonly History[] = [
  ...JOINED.map((actions) => ({ actions, copy: 0 })),
  ...WOKEN.flatMap((actions) => Array.from({ length: ROOMS_TO_WAKE }, (_, index) => ({ actions, copy: 1 + index }))),
];

/** Its code. */
export function roomOf({ actions, copy }: History): string {
  return `AFTER${actions}N${copy}`;
}

export function actionsInWords(actions: number): string {
  return `${actions.toLocaleString('en')} actions`;
}
