import { Refusal, type Action } from '@button/sync';
import type { IntentOf } from '../intents.ts';
import { isOver, mayStartRounds, nameOf, winnerOf } from '../selectors.ts';
import {
  ROUNDS_KEPT,
  PERSONS_KEPT,
  type Button,
  type GameName,
  type NamedPush,
  type Push,
  type Score,
  type State,
} from '../state.ts';
import { mustBeHere, mustBeHost, mustBeNow } from './guards.ts';
import { withoutThoseWhoLeft } from './people.ts';

/** What the button does when somebody starts a round. */
const started: { readonly [Game in GameName]: Button } = {
  classic: { is: 'lit', word: null },
  reflex: { is: 'waiting' },
  quiz: { is: 'lit', word: null },
};

/** What it does before: in the classic game there is nothing to start. */
const untouched: { readonly [Game in GameName]: Button } = {
  classic: started.classic,
  reflex: { is: 'dark' },
  quiz: { is: 'dark' },
};

export function openRound(state: State, { round, person }: Action<IntentOf<'openRound'>>): State {
  mustBeNow(state, round);
  mustBeAllowedToStart(state, person);
  if (state.button.is !== 'dark') throw new Refusal('already-started');
  return { ...state, button: started[state.game] };
}

export function startNextRound(state: State, { round, person }: Action<IntentOf<'startNextRound'>>): State {
  mustBeNow(state, round);
  // A question that nobody can answer ends when the host says so.
  if (!isOver(state) && state.game !== 'quiz') throw new Refusal('nobody-has-pushed-yet');
  mustBeAllowedToStart(state, person);
  return nextRound(state, state.game, started[state.game]);
}

export function chooseGame(state: State, { game, person }: Action<IntentOf<'chooseGame'>>): State {
  mustBeHost(state, person);
  if (game === state.game) throw new Refusal('already-chosen');
  return nextRound(state, game, untouched[game]);
}

function mustBeAllowedToStart(state: State, person: string): void {
  mustBeHere(state, person);
  if (!mayStartRounds(state, person)) throw new Refusal('only-the-host-may');
}

/** Ends the round at hand, and begins another one. */
function nextRound(state: State, game: GameName, button: Button): State {
  const { round, pushes, falseStarts } = state;
  const isEmpty = pushes.length === 0 && falseStarts.length === 0;
  const named = (push: Push): NamedPush => ({ ...push, name: nameOf(state, push.person) });
  const over = {
    ...{ round, game: state.game, winner: winnerOf(state) },
    ...{ pushes: pushes.map(named), falseStarts: falseStarts.map(named) },
  };
  return {
    ...state,
    ...{ game, button, round: round + 1, personWhoPushedFirst: null, pushes: [], falseStarts: [], judgements: [] },
    people: withoutThoseWhoLeft({ ...state, pushes: [], falseStarts: [] }),
    earlierRounds: isEmpty ? state.earlierRounds : [...state.earlierRounds, over].slice(-ROUNDS_KEPT),
    points: withPointFor(over.winner, state),
  };
}

function withPointFor(winner: string | null, state: State): readonly Score[] {
  if (winner === null) return state.points;
  const before = state.points.find(({ person }) => person === winner)?.points ?? 0;
  const others = state.points.filter(({ person }) => person !== winner);
  const score = { person: winner, name: nameOf(state, winner), points: before + 1 };
  return [...others, score].slice(-PERSONS_KEPT);
}
