import {
  hasPushed,
  hasQuestions,
  isOver,
  mayStartRounds,
  pushFor,
  type GameIntent,
  type State,
} from '@button/mutations';

/** What a simulated player is about to do, and how many milliseconds they take for it. */
export interface Whim {
  readonly after: number;
  readonly intent: GameIntent;
}

/** Who makes up their mind, and how many milliseconds away from Hero they are, where that is known. */
export interface Me {
  readonly person: string;
  readonly roundTrip: number | null;
}

/** Numbers from 0 to below 1. */
export type Random = () => number;

/** How many in a hundred push before the light, and how many know an answer. */
const TOO_EARLY = 3;
const KNOW_IT = 60;

/** How long a verdict is looked at. */
const LOOK = 3_000;

/** What a person sees of an official state, as far as they act on it: they make up their mind once for each. */
export function glance(state: State, person: string): string {
  const { round, button, host } = state;
  return JSON.stringify([round, button.is, hasPushed(state, person), isOver(state), host === person]);
}

/** What a player who sees this does; null when they wait. */
export function whimOf(state: State, { person, roundTrip }: Me, random: Random): Whim | null {
  const { button } = state;
  if (button.is === 'dark' || hasPushed(state, person)) return start(state, person);
  const intent = pushFor(state, roundTrip);
  if (button.is === 'waiting') return isOneOf(TOO_EARLY, random) ? { after: 1_500 * random(), intent } : null;
  if (hasQuestions(state) && !isOneOf(KNOW_IT, random)) return null;
  return { after: reaction(random), intent };
}

/** Only who is in charge starts rounds: with a human host, that is for people. */
function start(state: State, person: string): Whim | null {
  const { round, button } = state;
  const isTime = button.is === 'dark' || isOver(state);
  if (!isTime || person !== state.host || !mayStartRounds(state, person)) return null;
  return { after: LOOK, intent: { type: button.is === 'dark' ? 'openRound' : 'startNextRound', round } };
}

/**
 * How long people take to push when they see a light, in milliseconds: half of them up to 270, some much longer, nobody
 * less than 150. (A shifted log-normal, the usual model of simple reaction times; see Luce, "Response Times", 1986.)
 */
export function reaction(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return 150 + 120 * Math.exp(0.45 * normal);
}

function isOneOf(inAHundred: number, random: Random): boolean {
  return random() * 100 < inAHundred;
}
