import { answering, asksQuestions, hasQuestions, mayShareRounds, winnerOf, winsOf } from '@button/mutations';
import { describe, expect, test } from 'vitest';
import { choose, enter, judge, lastRefusal, openRound, play, push, startNextRound, type Act } from './play.ts';

const takeBack = (who: string, round = 2, person = 'Bob'): Act => ({ type: 'takeBackJudgement', person, round, who });

/** Bob asks, Sue and Ann want to answer: round 2 of the room. */
const chosen = [enter('Bob'), enter('Sue'), enter('Ann'), choose('quiz')];
const open = [...chosen, openRound('Bob', 2)];
const pushed = [...open, push('Sue', 2), push('Ann', 2)];

describe('the quiz', () => {
  test('nobody pushes before the host opens the buzzers, and nobody else opens them', () => {
    expect(lastRefusal(...chosen, push('Sue', 2))).toBe('not-started-yet');
    expect(lastRefusal(...chosen, openRound('Sue', 2))).toBe('only-the-host-may');
    expect(play(...open).state.button).toEqual({ is: 'lit', word: null });
  });

  test('is led by the host: they ask, and only they start rounds', () => {
    const { state } = play(...chosen);
    expect([asksQuestions(state, 'Bob'), asksQuestions(state, 'Sue')]).toEqual([true, false]);
    expect([hasQuestions(state), mayShareRounds(state)]).toEqual([true, false]);
    const { state: another } = play(...chosen, choose('reflex'));
    expect([hasQuestions(another), mayShareRounds(another), asksQuestions(another, 'Bob')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(lastRefusal(enter('Bob'), push('Bob'), judge('Bob', true, 1))).toBe('does-not-answer-now');
  });

  test('the first push gets to answer, and the others stand behind it in order', () => {
    const { state } = play(...pushed);
    expect(answering(state)).toBe('Sue');
    expect(state.pushes.map(({ person }) => person)).toEqual(['Sue', 'Ann']);
    expect(winnerOf(state)).toBeNull();
  });

  test('right wins the round, and then nobody answers any more', () => {
    const { state } = play(...pushed, judge('Sue', true));
    expect([winnerOf(state), answering(state), winsOf(state, 'Sue')]).toEqual(['Sue', null, 1]);
    expect(lastRefusal(...pushed, judge('Sue', true), judge('Ann', true))).toBe('does-not-answer-now');
  });

  test('wrong passes it to the next', () => {
    const { state } = play(...pushed, judge('Sue', false));
    expect([answering(state), winnerOf(state)]).toEqual(['Ann', null]);
    expect(winnerOf(play(...pushed, judge('Sue', false), judge('Ann', true)).state)).toBe('Ann');
  });

  test('when everybody who pushed was wrong, it is open for those who have not tried', () => {
    const wrong = [...open, push('Sue', 2), judge('Sue', false)];
    expect(answering(play(...wrong).state)).toBeNull();
    expect(lastRefusal(...wrong, push('Sue', 2))).toBe('already-pushed');
    expect(answering(play(...wrong, push('Ann', 2)).state)).toBe('Ann');
  });

  test('only whoever answers is judged, in their round, and only by the host', () => {
    expect(lastRefusal(...pushed, judge('Ann', true))).toBe('does-not-answer-now');
    expect(lastRefusal(...pushed, judge('Sue', true, 1))).toBe('too-late');
    expect(lastRefusal(...pushed, judge('Sue', true, 2, 'Sue'))).toBe('only-the-host-may');
    expect(lastRefusal(...open, judge('Sue', true))).toBe('does-not-answer-now');
  });

  test('the last judgement can be taken back, once, by the host, who names it', () => {
    const { state } = play(...pushed, judge('Sue', true), takeBack('Sue'));
    expect([winnerOf(state), answering(state)]).toEqual([null, 'Sue']);
    expect(lastRefusal(...pushed, judge('Sue', true), takeBack('Sue'), takeBack('Sue'))).toBe('nothing-to-take-back');
    expect(lastRefusal(...pushed, judge('Sue', true), takeBack('Sue', 2, 'Ann'))).toBe('only-the-host-may');
    expect(lastRefusal(...pushed, judge('Sue', false), judge('Ann', true), takeBack('Sue'))).toBe(
      'nothing-to-take-back',
    );
  });

  test('the next question opens the buzzers at once, also when nobody knew this one, and only for the host', () => {
    const { state } = play(...open, startNextRound('Bob', 2));
    expect(state).toMatchObject({ round: 3, button: { is: 'lit' }, pushes: [], judgements: [] });
    expect(lastRefusal(...pushed, judge('Sue', true), startNextRound('Sue', 2))).toBe('only-the-host-may');
  });

  test('a point is kept for each right answer, through all games', () => {
    const acts = [...pushed, judge('Sue', true), startNextRound('Bob', 2), choose('classic'), push('Sue', 4)];
    expect(winsOf(play(...acts).state, 'Sue')).toBe(2);
  });
});
