import type { NotesStep } from './history.ts';

/** Histories that failed once, shrunk. They are played first. */
export const failedHistories: readonly NotesStep[][] = [
  // A page asked twice to be let in, was given two clientIds, and what it did between the two counted twice.
  [
    { kind: 'leave', which: 0, what: 0 },
    { kind: 'join', which: 0, what: 0 },
    { kind: 'doubleUp', which: 1, what: 0 },
    { kind: 'up', which: 1, what: 0 },
    { kind: 'down', which: 1, what: 0 },
    { kind: 'add', which: 1, what: 0 },
  ],
  // A line of another epoch overtook the welcome that would have told of it.
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
