/** The game: what people share, what they may want, and what comes of it. */
export { nameSchema, type GameIntent } from './intents.ts';
export { rules } from './rules.ts';
export { nameOf, openClients, peopleHere, verdictOn, type Verdict } from './selectors.ts';
export { type Person, type Push, type State } from './state.ts';
