/** The simulated network, for every package that wants to prove something without sockets or sleeps. */
export { checkedRules } from './checked-rules.ts';
export { forget, forgetWhoLeft } from './forgetting.ts';
export { asOftenAs, happeningsOn, networkWeights, type Step } from './happenings.ts';
export { HeldLog } from './held-log.ts';
export { SimulatedNetwork } from './network.ts';
export { SimulatedPage } from './page.ts';
export { notesRules, type Notes, type NotesIntent } from './notes.ts';
export { Truth } from './truth.ts';
