import { isOver, rules, winnerOf, winsOf } from '@button/mutations';
import { HERO } from '@button/sync';
import { describe, expect, test } from 'vitest';
import {
  choose,
  enter,
  facts,
  lastRefusal,
  leave,
  light,
  openRound,
  pageOf,
  play,
  push,
  SEED,
  startNextRound,
} from './play.ts';

/** Round 2 of a room in which Bob, the host, and Sue play Reflex. */
const chosen = [enter('Bob'), enter('Sue'), choose('reflex')];
const waiting = [...chosen, openRound('Sue', 2)];
const lit = [...waiting, light(2)];

describe('Reflex', () => {
  test('begins dark: pushes are refused until the round is started', () => {
    expect(play(...chosen).state).toMatchObject({ game: 'reflex', round: 2, button: { is: 'dark' } });
    expect(lastRefusal(...chosen, push('Sue', 2))).toBe('not-started-yet');
  });

  test('a round can be started once, and everybody gets ready', () => {
    expect(play(...waiting).state.button).toEqual({ is: 'waiting' });
    expect(lastRefusal(...waiting, openRound('Bob', 2))).toBe('already-started');
    expect(lastRefusal(...chosen, openRound('Sue', 3))).toBe('too-late');
  });

  test('only Hero lights the button, once, in the round that waits for it', () => {
    expect(play(...lit).state.button).toEqual({ is: 'lit', word: SEED });
    expect(lastRefusal(...waiting, { ...light(2), person: 'Bob' })).toBe('only-hero-may');
    expect(lastRefusal(...waiting, light(1))).toBe('too-late');
    expect(lastRefusal(...lit, light(2))).toBe('not-waiting');
    expect(lastRefusal(...chosen, light(2))).toBe('not-waiting');
  });

  test('the first push with the word wins', () => {
    const { state } = play(...lit, push('Sue', 2, SEED), push('Bob', 2, SEED));
    expect(state.pushes.map(({ person }) => person)).toEqual(['Sue', 'Bob']);
    expect(winnerOf(state)).toBe('Sue');
  });

  test.each([
    ['before the light', [...waiting, push('Sue', 2)]],
    ['before the light, with a word', [...waiting, push('Sue', 2, SEED)]],
    ['after it, without its word', [...lit, push('Sue', 2)]],
    ['after it, with another word', [...lit, push('Sue', 2, SEED + 1)]],
  ])('a push %s is a false start, and its person sits that round out', (_, acts) => {
    const { state } = play(...acts);
    expect(state).toMatchObject({ pushes: [], falseStarts: [{ person: 'Sue' }], personWhoPushedFirst: null });
    const relit = state.button.is === 'lit' ? [] : [light(2)];
    expect(lastRefusal(...acts, ...relit, push('Sue', 2, SEED))).toBe('sits-this-round-out');
  });

  test('a person who sat out plays in the next round, for which everybody gets ready again', () => {
    const acts = [...waiting, push('Sue', 2), light(2), push('Bob', 2, SEED), startNextRound('Sue', 2)];
    const { state } = play(...acts);
    expect(state).toMatchObject({ round: 3, button: { is: 'waiting' }, falseStarts: [] });
    expect(state.earlierRounds).toMatchObject([{ winner: 'Bob', falseStarts: [{ name: 'Sue' }] }]);
    const { state: after } = play(...acts, light(3), push('Sue', 3, SEED));
    expect(winsOf(after, 'Sue')).toBe(1);
  });

  test('a round that everybody here sits out is over, without a winner', () => {
    const allSitOut = [...waiting, push('Sue', 2), push('Bob', 2)];
    expect(isOver(play(...waiting, push('Sue', 2)).state)).toBe(false);
    expect(isOver(play(...allSitOut).state)).toBe(true);
    const { state } = play(...allSitOut, startNextRound('Sue', 2));
    expect(state).toMatchObject({ round: 3, earlierRounds: [{ winner: null }], points: [] });
  });

  test('a person who left does not keep the others in a round', () => {
    const { state } = play(...waiting, push('Sue', 2), leave(pageOf('Bob')));
    expect(isOver(state)).toBe(true);
  });

  test('a round that waits for its light, or for a push, cannot be ended', () => {
    expect(lastRefusal(...waiting, startNextRound('Bob', 2))).toBe('round-is-not-over');
    expect(lastRefusal(...lit, startNextRound('Bob', 2))).toBe('round-is-not-over');
  });

  test('the word of a light is the seed of its action, so an unverified light is refused', () => {
    const { state } = play(...waiting);
    expect(rules.mutate(state, light(2), { ...facts, seed: 4_294_967_295 }).state.button).toEqual({
      is: 'lit',
      word: 4_294_967_295,
    });
    const unverified = { serverSeq: null, serverTime: 1000, seed: null };
    expect(rules.mutate(state, light(2), unverified)).toEqual({ state, refusal: 'no-seed-yet' });
    expect(rules.mutate(state, light(1), unverified).refusal).toBe('too-late');
    expect(rules.mutate(state, { ...light(2), person: 'Bob' }, unverified).refusal).toBe('only-hero-may');
  });

  test('is the only game with a secret: no seed is drawn for any other action', () => {
    const [, ...types] = rules.id.split(' ');
    expect(types).toContain('push');
    expect(types.filter((type) => rules.isSeeded(type))).toEqual(['lightTheButton']);
  });

  test('can be chosen by the host alone', () => {
    expect(lastRefusal({ type: 'chooseGame', game: 'reflex', person: HERO })).toBe('only-the-host-may');
  });
});
