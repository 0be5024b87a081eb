import {
  hasPlace,
  nameOf,
  openClients,
  peopleHere,
  rules,
  winnerOf,
  type GameIntent,
  type State,
} from '@button/mutations';
import { HERO, type Action } from '@button/sync';

/** The rules as people would say them. They hold for every official action, on any network. */
const fairPlay: Readonly<Record<string, (before: State, action: Action<GameIntent>, after: State) => boolean>> = {
  'a state matches its schema': (_before, _action, after) => {
    const checked = rules.stateSchema['~standard'].validate(after);
    return !(checked instanceof Promise) && !checked.issues;
  },
  'nobody pushes twice in a round': (_before, _action, { pushes, falseStarts }) =>
    areDifferent([...pushes, ...falseStarts].map(({ person }) => person)),
  'a push keeps its place': (before, _action, after) =>
    isAnotherRound(before, after) || before.pushes.every((push, index) => push === after.pushes[index]),
  'the first good push is first': (_before, _action, { pushes, personWhoPushedFirst }) =>
    personWhoPushedFirst === (pushes[0]?.person ?? null),
  'no push has an earlier time than the one ahead of it': (_before, _action, { pushes }) =>
    pushes.every(({ serverTime }, index) => serverTime >= (pushes[index - 1]?.serverTime ?? 0)),
  'a push is good only while the button is lit, and only with the word of its light': (
    { button, pushes },
    action,
    after,
  ) =>
    after.pushes.length <= pushes.length ||
    (button.is === 'lit' && action.type === 'push' && (button.word ?? action.word) === action.word),
  'only Hero lights a button that waits for its light': (before, { person }, after) =>
    isAnotherRound(before, after) || before.button.is !== 'waiting' || after.button.is === 'waiting' || person === HERO,
  'round numbers go up one by one': ({ round }, _action, after) => [round, round + 1].includes(after.round),
  'each round that was won gives one point, and nothing else gives any': (before, _action, after) => {
    const won = isAnotherRound(before, after) && winnerOf(before) !== null ? 1 : 0;
    return pointsOf(after) === pointsOf(before) + won;
  },
  'the winner of a quiz round has pushed, and the host judged them right': (_before, _action, after) => {
    const winner = winnerOf(after);
    const isWinners = ({ person }: { person: string }) => person === winner;
    if (after.game !== 'quiz' || winner === null) return true;
    return after.pushes.some(isWinners) && after.judgements.find(isWinners)?.isRight === true;
  },
  'in the quiz, people answer in the order of their pushes': (_before, _action, { pushes, judgements }) =>
    judgements.every(({ person }, index) => person === pushes[index]?.person),
  'host-only actions are the host’s': (before, { type, person }, after) =>
    !hostOnly.has(type) || person === before.host || after === before,
  'only the host or Hero replaces the host': (before, { person }, after) =>
    before.host === null || before.host === after.host || [before.host, HERO].includes(person),
  'a room with people in it has a host': (_before, _action, after) =>
    peopleHere(after).length === 0 || after.host !== null,
  'no two people have names that look alike': (_before, _action, { people }) =>
    areDifferent(people.flatMap(({ nameKeys }) => nameKeys)),
  'each person has a name with its keys': (_before, _action, { people }) =>
    people.every(({ nameKeys }) => nameKeys.length > 0),
  'a removed person is not here': (_before, _action, after) =>
    peopleHere(after).every(({ id }) => !after.removed.includes(id)),
  'only people with a place come into a locked room': (before, action, after) =>
    before.admitted === null || action.type !== 'enter' || after === before || hasPlace(before, action.newcomer),
  'a page belongs to one person': (_before, _action, after) => areDifferent(openClients(after)),
  'a push that is shown has a name': (_before, _action, after) =>
    [...after.pushes, ...after.falseStarts].every(({ person }) => nameOf(after, person) !== 'Somebody'),
};

const hostOnly = new Set<GameIntent['type']>([
  'chooseGame',
  'judge',
  'takeBackJudgement',
  'keepRoundsToHost',
  'lockRoom',
  'letIn',
  'closeRoom',
  'renamePerson',
  'removePerson',
  'handOver',
  'allowDirectLinks',
]);

/** @throws with the rule that the action broke */
export function checkFairPlay(before: State, action: Action<GameIntent>, after: State): void {
  for (const [rule, holds] of Object.entries(fairPlay)) {
    if (!holds(before, action, after)) throw new Error(`${rule}: ${JSON.stringify({ action, before, after })}`);
  }
}

function isAnotherRound(before: State, after: State): boolean {
  return before.round !== after.round;
}

function pointsOf({ points }: State): number {
  return points.reduce((sum, score) => sum + score.points, 0);
}

function areDifferent(values: readonly (string | number)[]): boolean {
  return new Set(values).size === values.length;
}
