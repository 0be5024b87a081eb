import { notesRules } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeniedError, join } from '../src/client/index.ts';
import { add, isLive } from './contract.ts';
import { SocketHarness } from './socket-harness.ts';

let harness: SocketHarness;
beforeEach(async () => {
  harness = await SocketHarness.open();
});
afterEach(() => harness.close());

describe('join', () => {
  test('resolves with a live link, on which the app may emit at once', async () => {
    const link = await join({ rules: notesRules, room: 'PLAY', name: 'Bob', url: harness.url });
    expect(await link.emit(add('hello'))).toMatchObject({ kind: 'official' });
    link.close();
  });

  test('rejects with the code when the page is denied', async () => {
    const joining = join({ rules: notesRules, room: 'NOWHERE', url: harness.url });
    await expect(joining).rejects.toEqual(new DeniedError('unknown-room'));
    await expect(joining).rejects.toMatchObject({ code: 'unknown-room' });
  });
});

describe('when', () => {
  test('resolves with the current view if it satisfies the predicate, else with the first that does', async () => {
    const link = harness.enter('Bob');
    expect((await link.when(({ link: state }) => state === 'connecting')).state).toBeNull();
    await link.when(isLive);
    const official = link.when(({ officialState }) => officialState?.notes.length === 1);
    await link.emit(add('one'));
    await link.emit(add('two'));
    expect((await official).officialState?.notes).toHaveLength(1);
  });

  test('rejects when the link is closed, before or after the call', async () => {
    const link = harness.enter('Bob');
    const never = link.when(() => false);
    link.close();
    await expect(never).rejects.toThrow('the link to the room was closed');
    await expect(link.when(isLive)).rejects.toThrow('the link to the room was closed');
    expect(link.view.link).toBe('closed');
  });

  test('rejects when the page is denied', async () => {
    await expect(harness.enter('Bob', 'NOWHERE').when(isLive)).rejects.toThrow(DeniedError);
  });
});
