import type { NotesStep } from './history.ts';

/** Histories that failed once, shrunk. They are played first. */
export const failedHistories: readonly NotesStep[][] = [
  // A page entered twice, was given two clientIds, and an action that it emitted between the two counted twice.
  [
    { kind: 'leave', which: 0, what: 0 },
    { kind: 'join', which: 0, what: 0 },
    { kind: 'doubleUp', which: 1, what: 0 },
    { kind: 'up', which: 1, what: 0 },
    { kind: 'down', which: 1, what: 0 },
    { kind: 'add', which: 1, what: 0 },
  ],
  // A line of another epoch overtook the welcome that announced this epoch.
  [
    { kind: 'restore', which: 0, what: 2 },
    { kind: 'connect', which: 1, what: 0 },
    { kind: 'connect', which: 0, what: 0 },
    { kind: 'up', which: 0, what: 0 },
    { kind: 'up', which: 3, what: 0 },
    { kind: 'overtakeDown', which: 0, what: 1 },
    { kind: 'join', which: 0, what: 0 },
  ],
];
