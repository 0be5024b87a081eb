import { rules, type GameIntent, type State } from '@button/mutations';
import { HERO } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { expect, test } from 'vitest';
import { lineInWords, whatWasDone, whoDid } from '../src/inspector/words.ts';
import { languageOf } from '../src/i18n/language.ts';
import * as ar from '../src/i18n/languages/ar.ts';
import * as en from '../src/i18n/languages/en.ts';

const people = ['Bob', 'Sue'].map((name, index) => ({ id: `p-${name}`, name, nameKeys: [], clients: [index + 2] }));
const state: State = { ...rules.initialState, people };

test.each<[GameIntent, string]>([
  [{ type: 'push', round: 3, word: 7 }, 'pushed in round 3'],
  [{ type: 'lightTheButton', round: 3 }, 'lit the button of round 3'],
  [{ type: 'chooseGame', game: 'quiz' }, 'chose Quiz'],
  [{ type: 'judge', round: 3, who: 'p-Sue', isRight: false }, 'called Sue wrong'],
  [{ type: 'lockRoom', isLocked: true }, 'locked the room'],
  [{ type: 'lockRoom', isLocked: false }, 'unlocked the room'],
  [{ type: 'renamePerson', who: 'p-Sue', name: 'Susan' }, 'called Sue Susan'],
  [{ type: 'replaceHost', absent: 'p-Bob', by: 'p-Sue' }, 'made Sue the host'],
  [{ type: 'leave', client: 2 }, 'saw Bob leave'],
  [{ type: 'leave', client: 9 }, 'saw a page leave'],
])('the inspector says of %o: %s', (intent, words) => {
  expect(whatWasDone(state, intent, languageOf('en', en))).toBe(words);
});

test('a name in the words of the inspector turns nothing around it', () => {
  const said = whatWasDone(state, { type: 'removePerson', who: 'p-Sue' }, languageOf('ar', ar));
  expect(said).toContain('\u2068Sue\u2069');
});

test('an action is a person’s, or Hero’s own', () => {
  expect([whoDid(state, 'p-Bob'), whoDid(state, HERO)]).toEqual(['Bob', HERO]);
});

const facts = { clientId: 3, clientSeq: 1, serverSeq: 7, serverTime: 1000 };
const push: Recorded<GameIntent> = { kind: 'action', ...facts, action: { type: 'push', round: 3 } };

test.each<[Recorded<GameIntent>, string | null, string | null, string]>([
  [push, 'p-Sue', null, 'Sue'],
  [push, 'p-Sue', 'too-late', 'Sue'],
  [{ kind: 'refused', ...facts, code: 'too-large' }, 'p-Sue', 'too-large', 'Sue'],
  [{ kind: 'join', ...facts, clientId: 7, clientSeq: 0, person: 'p-Sue' }, 'p-Sue', null, HERO],
  [{ kind: 'forget', ...facts }, null, null, HERO],
])('the inspector says of the line %o, in the name of %s, whose it is', (line, person, refusal, who) => {
  const said = lineInWords(state, { line, person, refusal, knownFrom: 'Hero', state }, languageOf('en', en));
  expect(said.who).toBe(who);
  expect(said.what).not.toBe('');
  if (line.kind === 'action' && refusal !== null) expect(said.what).toContain('pushed in round 3');
});
