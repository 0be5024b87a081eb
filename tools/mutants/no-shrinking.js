import { configureGlobal } from 'fast-check';

// A mutant is dead when one history fails; finding the shortest such history would take most of the time.
configureGlobal({ endOnFailure: true });
