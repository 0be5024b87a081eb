import { nameOf, openClients, peopleHere, rules, winnerOf, type GameIntent, type State } from '@button/mutations';
import { HERO, type Action } from '@button/sync';

/** What must be true of every official action, whatever happened on the network: the rules, as people would say them. */
const fairPlay: Readonly<Record<string, (before: State, action: Action<GameIntent>, after: State) => boolean>> = {
  'a state is what its schema says': (_before, _action, after) => {
    const checked = rules.stateSchema['~standard'].validate(after);
    return !(checked instanceof Promise) && !checked.issues;
  },
  'nobody pushes twice in a round': (_before, _action, { pushes, falseStarts }) =>
    areDifferent([...pushes, ...falseStarts].map(({ person }) => person)),
  'a push keeps its place': (before, _action, after) =>
    isAnotherRound(before, after) || before.pushes.every((push, index) => push === after.pushes[index]),
  'the first good push is first': (_before, _action, { pushes, personWhoPushedFirst }) =>
    personWhoPushedFirst === (pushes[0]?.person ?? null),
  'no push reaches Hero before the one that is ahead of it': (_before, _action, { pushes }) =>
    pushes.every(({ serverTime }, index) => serverTime >= (pushes[index - 1]?.serverTime ?? 0)),
  'a push is good only when the button is lit, and with the word of its light': ({ button, pushes }, action, after) =>
    after.pushes.length <= pushes.length ||
    (button.is === 'lit' && action.type === 'clickTheButton' && (button.word ?? action.word) === action.word),
  'only Hero lights a button that people wait for': (before, { person }, after) =>
    isAnotherRound(before, after) || before.button.is !== 'waiting' || after.button.is === 'waiting' || person === HERO,
  'one round follows the other': ({ round }, _action, after) => [round, round + 1].includes(after.round),
  'who won a round has a point for it, and nobody has one for anything else': (before, _action, after) => {
    const due = isAnotherRound(before, after) && winnerOf(before) !== null ? 1 : 0;
    return pointsOf(after) === pointsOf(before) + due;
  },
  'in the quiz, whoever wins has pushed, and the host said that they were right': (_before, _action, after) => {
    const winner = winnerOf(after);
    const isWinners = ({ person }: { person: string }) => person === winner;
    if (after.game !== 'quiz' || winner === null) return true;
    return after.pushes.some(isWinners) && after.judgements.find(isWinners)?.isRight === true;
  },
  'in the quiz, people answer in the order in which they pushed': (_before, _action, { pushes, judgements }) =>
    judgements.every(({ person }, index) => person === pushes[index]?.person),
  'what is the host’s, nobody else does': (before, { type, person }, after) =>
    !hosts.has(type) || person === before.host || after === before,
  'the host is in charge until they or Hero say otherwise': (before, { person }, after) =>
    before.host === null || before.host === after.host || [before.host, HERO].includes(person),
  'whoever is here has a host': (_before, _action, after) => peopleHere(after).length === 0 || after.host !== null,
  'no two people have one name': (_before, _action, { people }) => areDifferent(people.map(({ name }) => name)),
  'nobody who was removed is here': (_before, _action, after) =>
    peopleHere(after).every(({ id }) => !after.removed.includes(id)),
  'a page is one person’s': (_before, _action, after) => areDifferent(openClients(after)),
  'a push that is shown has a name': (_before, _action, after) =>
    [...after.pushes, ...after.falseStarts].every(({ person }) => nameOf(after, person) !== 'Somebody'),
};

const hosts = new Set<GameIntent['type']>([
  'chooseGame',
  'judge',
  'takeBackJudgement',
  'keepRoundsToHost',
  'lockRoom',
  'closeRoom',
  'renamePerson',
  'removePerson',
  'handOver',
  'allowDirectLinks',
]);

/** Throws with the rule that an action broke. */
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

function areDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
