/** The game: what people share, what they may want, and what comes of it. */
export { nameSchema, type GameIntent } from './intents.ts';
export { rules } from './rules.ts';
export { mayLink, nameOf, openClients, peopleHere, verdictOn, winsOf, type Verdict } from './selectors.ts';
export { PUSHES_IN_A_ROUND, ROUNDS_KEPT, type Person, type Push, type Round, type State } from './state.ts';
