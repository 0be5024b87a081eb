import { NOT_RECORDED } from '@button/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readHandOver } from '../src/client.ts';
import { onReturn } from '../src/client/returns.ts';
import { add, isLive, until } from './contract.ts';
import { PlayHouse } from './play-house.ts';
import { SocketGround } from './socket-ground.ts';

let ground: SocketGround;
beforeEach(async () => {
  ground = await SocketGround.open();
});
afterEach(() => ground.close());

/** A page that somebody looks at again when the test says so. */
function enterPage(more: Parameters<SocketGround['enter']>[2] = {}) {
  let lookAgain = (): void => undefined;
  const link = ground.enter('Bob', PlayHouse.ROOM, {
    onReturn: (callBack) => {
      lookAgain = callBack;
      return () => (lookAgain = () => undefined);
    },
    ...more,
  });
  return { link, lookAgain: () => lookAgain() };
}

describe('when somebody looks at a page again,', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('a lost link does not wait any longer to come back', async () => {
    const { link, lookAgain } = enterPage();
    await until(link, isLive);
    ground.cut();
    await until(link, (view) => view.link === 'lost');
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    lookAgain();
    await until(link, isLive);
  });

  test('a live link asks what it has missed, and gets it', async () => {
    const { link, lookAgain } = enterPage();
    await until(link, isLive);
    const { hero } = ground.house;
    const asked = vi.spyOn(hero, 'catchUp');
    // A line that is recorded, and that the pipe has lost on its way.
    vi.spyOn(ground.announcer, 'tell').mockImplementationOnce(() => undefined);
    await hero.emit(add('missed'));
    lookAgain();
    await until(link, ({ officialState }) => officialState?.notes.length === 1);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('a link that looks alive and gives no answer is dropped, and another one comes', async () => {
    const { link, lookAgain } = enterPage();
    await until(link, isLive);
    for (const deaf of ground.pipe.sockets.sockets.values()) deaf.offAny();
    const lost = until(link, (view) => view.link === 'lost');
    lookAgain();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(link.view.link).toBe('live');
    await vi.advanceTimersByTimeAsync(1);
    await lost;
    lookAgain();
    await until(link, isLive);
  });

  test('outside of a browser nobody ever does', () => {
    const callBack = vi.fn();
    onReturn(callBack)();
    expect(callBack).not.toHaveBeenCalled();
  });
});

describe('when Hero cannot record,', () => {
  const cannotRecord = (view: { readonly notNow: string | null }) => view.notNow === 'not-recorded';

  test('it says so until something is recorded again, over all links in between, and nothing is lost', async () => {
    const { link } = enterPage();
    await until(link, isLive);
    const reasons = new Set<string | null>();
    const settled = link.emit(add('kept'));
    const [line] = ground.house.lines;
    line?.send({ ...NOT_RECORDED, retryAfter: 1 });
    line?.close();
    await until(link, cannotRecord);
    const stop = link.subscribe(() => reasons.add(link.view.notNow));
    await until(link, ({ link: state }) => state === 'lost');
    await settled;
    stop();
    expect(link.view).toMatchObject({ notNow: null, unsettled: 0 });
    expect([...reasons].slice(0, 1)).toEqual(['not-recorded']);
  });

  test('whoever stands at the door is told so, and comes in when it can', async () => {
    ground.house.door = Promise.reject(new Error('the disk is full'));
    ground.house.door.catch(() => undefined);
    const { link, lookAgain } = enterPage();
    expect(await until(link, cannotRecord)).toMatchObject({ link: 'connecting', state: null });
    ground.house.door = Promise.resolve();
    await vi.waitFor(() => {
      lookAgain();
      expect(isLive(link.view)).toBe(true);
    });
    expect(link.view.notNow).toBeNull();
  });
});

describe('a page that is loaded anew', () => {
  test('goes on as its predecessor: what that one had not settled is shown, and counts once', async () => {
    const { link } = enterPage();
    await until(link, isLive);
    ground.house.notNow = Infinity;
    void link.emit(add('first'));
    void link.emit(add('second'));
    const kept: unknown = JSON.parse(JSON.stringify(link.handOver));
    link.close();
    ground.house.notNow = 0;
    const predecessor = readHandOver<ReturnType<typeof add>>(kept);
    if (!predecessor) throw new Error('nothing was handed over');
    const { link: successor } = enterPage({ predecessor, personToken: link.view.personToken });
    const view = await until(successor, ({ officialState }) => officialState?.notes.length === 2);
    expect(view).toMatchObject({ person: link.view.person, state: { notes: [{ text: 'first' }, { text: 'second' }] } });
    expect(successor.handOver?.handOver.clientId).toBe(predecessor.handOver.clientId);
    expect(ground.house.hero.official.state.notes).toHaveLength(2);
  });

  test('hands nothing over when it was never let in', () => {
    expect(enterPage().link.handOver).toBeNull();
  });

  test.each([
    ['nothing', null],
    ['nonsense', 'nonsense'],
    ['no key', { handOver: {} }],
    ['an action without a type', handOverWith([{ clientSeq: 1, intent: {} }])],
    ['an action without a number', handOverWith([{ intent: add('a') }])],
  ])('takes %s for no hand-over', (_, kept) => {
    expect(readHandOver(kept)).toBeNull();
    expect(readHandOver(handOverWith([]))).toEqual(handOverWith([]));
  });
});

function handOverWith(unsettled: readonly unknown[]) {
  return { clientKey: 'key', handOver: { clientId: 'bob', epoch: 'e', person: 'Bob', clientSeq: 1, unsettled } };
}
