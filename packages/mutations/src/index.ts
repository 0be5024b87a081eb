/** The game: what people share, what they may want, and what comes of it. */
export { freeName, whyOutside } from './door.ts';
export { due, type Due } from './due.ts';
export { pushFor, type GameIntent } from './intents.ts';
export { nameSchema } from './names.ts';
export { rules } from './rules.ts';
export {
  answering,
  asksQuestions,
  hasPushed,
  isOver,
  mayLink,
  mayStartRounds,
  nameOf,
  openClients,
  peopleHere,
  verdictOn,
  winnerOf,
  winsOf,
  type Verdict,
} from './selectors.ts';
export {
  gameNames,
  PUSHES_IN_A_ROUND,
  ROUNDS_KEPT,
  type GameName,
  type Person,
  type Push,
  type Round,
  type State,
} from './state.ts';
