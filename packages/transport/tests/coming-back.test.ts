import { NOT_RECORDED } from '@button/sync/hero';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readResumption } from '../src/client/index.ts';
import { onReturn } from '../src/client/on-return.ts';
import { add, isLive } from './contract.ts';
import { FakeRooms } from './fake-rooms.ts';
import { SocketHarness } from './socket-harness.ts';

let harness: SocketHarness;
beforeEach(async () => {
  harness = await SocketHarness.open();
});
afterEach(() => harness.close());

/** A page that becomes visible again when the test calls `comeBack`. */
function enterPage(more: Parameters<SocketHarness['enter']>[2] = {}) {
  let comeBack = (): void => undefined;
  const link = harness.enter('Bob', FakeRooms.ROOM, {
    onReturn: (callBack) => {
      comeBack = callBack;
      return () => (comeBack = () => undefined);
    },
    ...more,
  });
  return { link, comeBack: () => comeBack() };
}

/** An action as a page leaves it to its successor. */
const unsettled = { clientId: 1, clientSeq: 1, action: { ...add('a'), person: 'Bob' }, own: add('a') };

describe('when a page becomes visible again,', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('a lost link reconnects without further delay', async () => {
    const { link, comeBack } = enterPage();
    await link.when(isLive);
    harness.cut();
    await link.when((view) => view.link === 'lost');
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    comeBack();
    await link.when(isLive);
  });

  test('a live link catches up on a line that it has missed', async () => {
    const { link, comeBack } = enterPage();
    await link.when(isLive);
    const { hero } = harness.rooms;
    const before = harness.rooms.calls.length;
    // The line is recorded, and its broadcast is lost.
    vi.spyOn(harness.broadcaster, 'broadcast').mockImplementationOnce(() => undefined);
    await hero.emit(add('missed'));
    comeBack();
    await link.when(({ officialState }) => officialState?.notes.length === 1);
    expect(harness.rooms.calls.slice(before)).toEqual(['catchUp']);
  });

  test('a connection that looks alive but gives no answer is dropped and replaced', async () => {
    const { link, comeBack } = enterPage();
    await link.when(isLive);
    for (const socket of harness.server.sockets.sockets.values()) socket.offAny();
    const lost = link.when((view) => view.link === 'lost');
    comeBack();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(link.view.link).toBe('live');
    await vi.advanceTimersByTimeAsync(1);
    await lost;
    comeBack();
    await link.when(isLive);
  });

  test('outside a browser the callback is never called', () => {
    const callBack = vi.fn();
    onReturn(callBack)();
    expect(callBack).not.toHaveBeenCalled();
  });
});

describe('when Hero cannot record,', () => {
  const cannotRecord = (view: { readonly notNow: string | null }) => view.notNow === 'not-recorded';

  test('the view shows it until something is recorded again, also after a reconnect, and no action is lost', async () => {
    const { link } = enterPage();
    await link.when(isLive);
    const reasons = new Set<string | null>();
    const settled = link.emit(add('kept'));
    const [connection] = harness.rooms.connections;
    connection?.notNow(NOT_RECORDED[0], 1);
    connection?.close();
    await link.when(cannotRecord);
    const stop = link.subscribe(() => reasons.add(link.view.notNow));
    await link.when(({ link: state }) => state === 'lost');
    await settled;
    stop();
    expect(link.view).toMatchObject({ notNow: null, unsettled: 0 });
    expect([...reasons].slice(0, 1)).toEqual(['not-recorded']);
  });

  test('a page that is still entering shows it, and enters once Hero can record again', async () => {
    harness.rooms.opening = Promise.reject(new Error('the disk is full'));
    harness.rooms.opening.catch(() => undefined);
    const { link, comeBack } = enterPage();
    expect(await link.when(cannotRecord)).toMatchObject({ link: 'connecting', state: null });
    harness.rooms.opening = Promise.resolve();
    await vi.waitFor(() => {
      comeBack();
      expect(isLive(link.view)).toBe(true);
    });
    expect(link.view.notNow).toBeNull();
  });
});

test('while Hero has too much to do, newcomers wait and then enter by themselves, and those who return are let in', async () => {
  await harness.close();
  let isOverloaded = true;
  harness = await SocketHarness.open({ isOverloaded: () => isOverloaded });
  const { link, comeBack } = enterPage();
  expect(await link.when(({ notNow }) => notNow !== null)).toMatchObject({ notNow: 'busy', link: 'connecting' });
  expect(harness.rooms.calls).toEqual([]);
  await enterPage({ personToken: 'sue' }).link.when(isLive);
  isOverloaded = false;
  await vi.waitFor(() => {
    comeBack();
    expect(isLive(link.view)).toBe(true);
  });
  expect(link.view.notNow).toBeNull();
});

describe('a page that is loaded in place of another', () => {
  test('continues as its predecessor: the unsettled actions of that page are shown, and count once', async () => {
    const { link } = enterPage();
    await link.when(isLive);
    harness.rooms.notNow = Infinity;
    void link.emit(add('first'));
    void link.emit(add('second'));
    const stored: unknown = JSON.parse(JSON.stringify(link.resumption));
    link.close();
    harness.rooms.notNow = 0;
    const resumption = readResumption<ReturnType<typeof add>>(stored);
    if (!resumption) throw new Error('there is no resumption');
    const { link: successor } = enterPage({ resumption, personToken: link.view.personToken });
    const view = await successor.when(({ officialState }) => officialState?.notes.length === 2);
    expect(view).toMatchObject({ person: link.view.person, state: { notes: [{ text: 'first' }, { text: 'second' }] } });
    expect(successor.resumption?.resumption.clientId).toBe(resumption.resumption.clientId);
    expect(harness.rooms.hero.official.state.notes).toHaveLength(2);
  });

  test('gets no resumption from a page that never entered', () => {
    expect(enterPage().link.resumption).toBeNull();
  });

  test.each([
    ['nothing', null],
    ['nonsense', 'nonsense'],
    ['no key', { resumption: {} }],
    ['an action without a type', resumptionWith([{ ...unsettled, own: {} }])],
    ['an action without a number', resumptionWith([{ ...unsettled, clientSeq: undefined }])],
  ])('gets no resumption from %s', (_, stored) => {
    expect(readResumption(stored)).toBeNull();
    expect(readResumption(resumptionWith([unsettled]))).toEqual(resumptionWith([unsettled]));
  });
});

function resumptionWith(actions: readonly unknown[]) {
  return { clientKey: 'key', resumption: { clientId: 1, epoch: 'e', serverSeq: null, unsettled: actions } };
}
