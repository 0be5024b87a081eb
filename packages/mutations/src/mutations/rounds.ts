import { mutation, Refusal } from '@button/sync';
import * as v from 'valibot';
import { mustBeHere, mustBeHost, mustBeNow } from '../guards.ts';
import { modeOf } from '../modes/index.ts';
import { round } from '../payload.ts';
import { nameOf, peopleToKeep } from '../people.ts';
import { isOver, mayEndEarly, mayStartRounds, winnerOf } from '../round.ts';
import {
  gameNames,
  PEOPLE_KEPT,
  ROUNDS_KEPT,
  type Button,
  type GameName,
  type NamedPush,
  type Push,
  type Round,
  type Score,
  type State,
} from '../state.ts';

/** Starts the round that it names, in a game whose rounds wait to be started. */
export const openRound = mutation(v.strictObject({ round }), (state: State, { round, person }): State => {
  mustBeNow(state, round);
  mustBeAllowedToStart(state, person);
  if (state.button.is !== 'dark') throw new Refusal('already-started');
  return { ...state, button: modeOf(state).button.started };
});

/** Ends the round that it names and starts the next, however many people ask for it. */
export const startNextRound = mutation(v.strictObject({ round }), (state: State, { round, person }): State => {
  mustBeNow(state, round);
  if (!isOver(state) && !mayEndEarly(state)) throw new Refusal('round-is-not-over');
  mustBeAllowedToStart(state, person);
  return nextRound(state, state.game, modeOf(state).button.started);
});

/** Host only. Ends the round and changes the game. */
export const chooseGame = mutation(
  v.strictObject({ game: v.picklist(gameNames) }),
  (state: State, { game, person }): State => {
    mustBeHost(state, person);
    if (game === state.game) throw new Refusal('already-chosen');
    return nextRound(state, game, modeOf({ game }).button.before);
  },
);

function mustBeAllowedToStart(state: State, person: string): void {
  mustBeHere(state, person);
  if (!mayStartRounds(state, person)) throw new Refusal('only-the-host-may');
}

function nextRound(state: State, game: GameName, button: Button): State {
  return {
    ...state,
    game,
    button,
    round: state.round + 1,
    personWhoPushedFirst: null,
    pushes: [],
    falseStarts: [],
    judgements: [],
    people: peopleToKeep({ ...state, pushes: [], falseStarts: [] }),
    earlierRounds: withCurrentRound(state),
    points: withPointFor(winnerOf(state), state),
  };
}

/** A round without a push is not kept: there is nothing to look back at. */
function withCurrentRound(state: State): readonly Round[] {
  const { round, game, pushes, falseStarts, earlierRounds } = state;
  if (pushes.length === 0 && falseStarts.length === 0) return earlierRounds;
  const named = (push: Push): NamedPush => ({ ...push, name: nameOf(state, push.person) });
  const finished = {
    round,
    game,
    winner: winnerOf(state),
    pushes: pushes.map(named),
    falseStarts: falseStarts.map(named),
  };
  return [...earlierRounds, finished].slice(-ROUNDS_KEPT);
}

function withPointFor(winner: string | null, state: State): readonly Score[] {
  if (winner === null) return state.points;
  const before = state.points.find(({ person }) => person === winner)?.points ?? 0;
  const others = state.points.filter(({ person }) => person !== winner);
  const score = { person: winner, name: nameOf(state, winner), points: before + 1 };
  return [...others, score].slice(-PEOPLE_KEPT);
}
