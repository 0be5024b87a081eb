/** The game: the state that people share, the intents they may have, and the selectors that read the state. */
export { alarms } from './alarms.ts';
export { entryDependsOn, entryRefusal } from './entry.ts';
export { MAX_TYPED_NAME } from './payload.ts';
export { hasPlace, mayLink, nameOf, openClients, peopleHere } from './people.ts';
export {
  answering,
  asksQuestions,
  hasPushed,
  hasQuestions,
  isOver,
  mayEndEarly,
  mayShareRounds,
  mayStartRounds,
  pushFor,
  verdictOn,
  winnerOf,
  winsOf,
  type Verdict,
} from './round.ts';
export { rules, type GameIntent } from './rules.ts';
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
