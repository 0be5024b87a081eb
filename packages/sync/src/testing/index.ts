/** The simulated network, for tests of any package without sockets or sleeps. */
export { checkedRules } from './checked-rules.ts';
export { forget, forgetWhoLeft } from './forgetting.ts';
export { asOftenAs, commandsOn, networkWeights, type Step } from './commands.ts';
export { SimulatedNetwork } from './network.ts';
export { SimulatedPage } from './page.ts';
export { notesRules, type Notes, type NotesIntent } from './notes.ts';
export { Oracle } from './oracle.ts';
export { PausedLog } from './paused-log.ts';
