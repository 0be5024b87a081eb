import { rules, type GameIntent, type State } from '@button/mutations';
import { HERO } from '@button/sync';
import { expect, test } from 'vitest';
import { whatWasDone, whoDid } from '../src/hero-saw/words.ts';
import { languageOf } from '../src/language.ts';
import * as ar from '../src/languages/ar.ts';
import * as en from '../src/languages/en.ts';

const people = ['Bob', 'Sue'].map((name) => ({ id: `p-${name}`, name, clients: [`c-${name}`] }));
const state: State = { ...rules.initialState, people };

test.each<[GameIntent, string]>([
  [{ type: 'clickTheButton', round: 3, word: 7 }, 'pushed in round 3'],
  [{ type: 'lightTheButton', round: 3 }, 'lit the button of round 3'],
  [{ type: 'chooseGame', game: 'quiz' }, 'chose Quiz'],
  [{ type: 'judge', round: 3, who: 'p-Sue', isRight: false }, 'called Sue wrong'],
  [{ type: 'lockRoom', isLocked: true }, 'locked the room'],
  [{ type: 'lockRoom', isLocked: false }, 'unlocked the room'],
  [{ type: 'renamePerson', who: 'p-Sue', name: 'Susan' }, 'called Sue Susan'],
  [{ type: 'replaceHost', absent: 'p-Bob', by: 'p-Sue' }, 'made Sue the host'],
  [{ type: 'leave', client: 'c-Bob' }, 'saw Bob leave'],
  [{ type: 'leave', client: 'c-unknown' }, 'saw a page leave'],
])('the inspector says of %o: %s', (intent, words) => {
  expect(whatWasDone(state, intent, languageOf('en', en))).toBe(words);
});

test('a name in the words of the inspector turns nothing around it', () => {
  const said = whatWasDone(state, { type: 'removePerson', who: 'p-Sue' }, languageOf('ar', ar));
  expect(said).toContain('\u2068Sue\u2069');
});

test('an action is a person’s, or Hero’s own', () => {
  expect([whoDid(state, { person: 'p-Bob' }), whoDid(state, { person: HERO })]).toEqual(['Bob', HERO]);
});
