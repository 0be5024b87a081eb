import {
  hasPushed,
  hasQuestions,
  isOver,
  mayStartRounds,
  pushFor,
  type GameIntent,
  type State,
} from '@button/mutations';

/** The next action of a simulated player. */
export interface Whim {
  /** The time until the player emits it, in milliseconds. */
  readonly after: number;
  readonly intent: GameIntent;
}

/** The simulated player. */
export interface Me {
  readonly person: string;
  /** The time to Hero and back, in milliseconds; null if it is unknown. */
  readonly roundTrip: number | null;
}

/** Returns a number from 0 to below 1. */
export type Random = () => number;

/** The percentage of players who push before the light. */
const TOO_EARLY = 3;
/** The percentage of players who know an answer. */
const KNOW_IT = 60;

/** How long a bot that is the host shows a verdict before it starts the next round, in milliseconds. */
const SHOW_VERDICT = 3_000;

/** A key of the situation: it covers everything in the official state that the decision of this person depends on. */
export function glance(state: State, person: string): string {
  const { round, button, host } = state;
  return JSON.stringify([round, button.is, hasPushed(state, person), isOver(state), host === person]);
}

/** The player's decision in this state; null if they wait. */
export function whimOf(state: State, { person, roundTrip }: Me, random: Random): Whim | null {
  const { button } = state;
  if (button.is === 'dark' || hasPushed(state, person)) return start(state, person);
  const intent = pushFor(state, roundTrip);
  if (button.is === 'waiting') return happens(TOO_EARLY, random) ? { after: 1_500 * random(), intent } : null;
  if (hasQuestions(state) && !happens(KNOW_IT, random)) return null;
  return { after: reaction(random), intent };
}

/** Bots start rounds only as the host: a human host does that without their help. */
function start(state: State, person: string): Whim | null {
  const { round, button } = state;
  const isTime = button.is === 'dark' || isOver(state);
  if (!isTime || person !== state.host || !mayStartRounds(state, person)) return null;
  return { after: SHOW_VERDICT, intent: { type: button.is === 'dark' ? 'openRound' : 'startNextRound', round } };
}

/**
 * A human reaction time to a light, in milliseconds. The median is 270, some are much longer, and none is below 150. (A
 * shifted log-normal distribution, the usual model of simple reaction times; see Luce, "Response Times", 1986.)
 */
export function reaction(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return 150 + 120 * Math.exp(0.45 * normal);
}

function happens(percent: number, random: Random): boolean {
  return random() * 100 < percent;
}
