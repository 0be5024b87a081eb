/** The simulated network, for every package that wants to prove something without sockets or sleeps. */
export { HeldLog } from './held-log.ts';
export { SimulatedNetwork } from './network.ts';
export { SimulatedPage } from './page.ts';
export { notesRules, type Notes, type NotesIntent } from './notes.ts';
