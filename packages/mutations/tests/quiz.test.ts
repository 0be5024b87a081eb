import { answering, asksQuestions, hasQuestions, mayShareRounds, winnerOf, winsOf } from '@button/mutations';
import { describe, expect, test } from 'vitest';
import { choose, enter, judge, lastRefusal, openRound, play, push, startNextRound, type Act } from './play.ts';

const takeBack = (who: string, round = 2, person = 'Bob'): Act => ({ type: 'takeBackJudgement', person, round, who });

/** Round 2 of a room in which Bob asks, and Sue and Ann want to answer. */
const chosen = [enter('Bob'), enter('Sue'), enter('Ann'), choose('quiz')];
const open = [...chosen, openRound('Bob', 2)];
const pushed = [...open, push('Sue', 2), push('Ann', 2)];

describe('the quiz', () => {
  test('pushes are refused until the host opens the buzzers, which only the host may do', () => {
    expect(lastRefusal(...chosen, push('Sue', 2))).toBe('not-started-yet');
    expect(lastRefusal(...chosen, openRound('Sue', 2))).toBe('only-the-host-may');
    expect(play(...open).state.button).toEqual({ is: 'lit', word: null });
  });

  test('is led by the host, who asks and alone starts rounds', () => {
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

  test('the first person to push answers first, the others in the order of their pushes', () => {
    const { state } = play(...pushed);
    expect(answering(state)).toBe('Sue');
    expect(state.pushes.map(({ person }) => person)).toEqual(['Sue', 'Ann']);
    expect(winnerOf(state)).toBeNull();
  });

  test('a right answer wins the round, and ends the answering', () => {
    const { state } = play(...pushed, judge('Sue', true));
    expect([winnerOf(state), answering(state), winsOf(state, 'Sue')]).toEqual(['Sue', null, 1]);
    expect(lastRefusal(...pushed, judge('Sue', true), judge('Ann', true))).toBe('does-not-answer-now');
  });

  test('a wrong answer passes the turn to the next push', () => {
    const { state } = play(...pushed, judge('Sue', false));
    expect([answering(state), winnerOf(state)]).toEqual(['Ann', null]);
    expect(winnerOf(play(...pushed, judge('Sue', false), judge('Ann', true)).state)).toBe('Ann');
  });

  test('when everybody who pushed was wrong, people who have not tried may still push and answer', () => {
    const wrong = [...open, push('Sue', 2), judge('Sue', false)];
    expect(answering(play(...wrong).state)).toBeNull();
    expect(lastRefusal(...wrong, push('Sue', 2))).toBe('already-pushed');
    expect(answering(play(...wrong, push('Ann', 2)).state)).toBe('Ann');
  });

  test('only the person whose turn it is can be judged, in that round, and only by the host', () => {
    expect(lastRefusal(...pushed, judge('Ann', true))).toBe('does-not-answer-now');
    expect(lastRefusal(...pushed, judge('Sue', true, 1))).toBe('too-late');
    expect(lastRefusal(...pushed, judge('Sue', true, 2, 'Sue'))).toBe('only-the-host-may');
    expect(lastRefusal(...open, judge('Sue', true))).toBe('does-not-answer-now');
  });

  test('only the last judgement can be taken back, once, by the host, who names its person', () => {
    const { state } = play(...pushed, judge('Sue', true), takeBack('Sue'));
    expect([winnerOf(state), answering(state)]).toEqual([null, 'Sue']);
    expect(lastRefusal(...pushed, judge('Sue', true), takeBack('Sue'), takeBack('Sue'))).toBe('nothing-to-take-back');
    expect(lastRefusal(...pushed, judge('Sue', true), takeBack('Sue', 2, 'Ann'))).toBe('only-the-host-may');
    expect(lastRefusal(...pushed, judge('Sue', false), judge('Ann', true), takeBack('Sue'))).toBe(
      'nothing-to-take-back',
    );
  });

  test('only the host continues to the next question, at any time, and its buzzers are open at once', () => {
    const { state } = play(...open, startNextRound('Bob', 2));
    expect(state).toMatchObject({ round: 3, button: { is: 'lit' }, pushes: [], judgements: [] });
    expect(lastRefusal(...pushed, judge('Sue', true), startNextRound('Sue', 2))).toBe('only-the-host-may');
  });

  test('the point for a right answer is kept when the game changes', () => {
    const acts = [...pushed, judge('Sue', true), startNextRound('Bob', 2), choose('classic'), push('Sue', 4)];
    expect(winsOf(play(...acts).state, 'Sue')).toBe(2);
  });
});
