import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, ChannelListener } from '../src/channel.ts';
import { RoomLink } from '../src/client/index.ts';
import type { NamedMessage } from '../src/wire/protocol.ts';
import { add } from './contract.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A channel at whose other end the test is Hero. */
class HandChannel implements Channel<NamedMessage> {
  isOpen = false;
  openings = 0;
  sent: NamedMessage[] = [];
  #listener: ChannelListener | null = null;

  hear(listener: ChannelListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.openings += 1;
    this.isOpen = true;
    this.#listener?.onOpen();
  }

  send(message: NamedMessage): void {
    if (this.isOpen) this.sent.push(message);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#listener?.onLost();
  }

  say(name: string, message: unknown): void {
    this.#listener?.onMessage([name, message]);
  }

  /** The messages that emitted an action since the last call. */
  emitted(): unknown[] {
    return this.sent.splice(0).flatMap(([name, message]) => (name === 'emit' ? [message] : []));
  }
}

const welcome = {
  clientId: 2,
  clientKey: 'key',
  personToken: 'token',
  catchUp: {
    snapshot: {
      epoch: 'e-1',
      serverSeq: 2,
      serverTime: 0,
      state: notesRules.initialState,
      clients: [[2, 0, 'bob']],
    },
  },
};
const nothingMissed = { ...welcome, catchUp: { tail: [] } };
const pause = { reason: 'too-many-actions', retryAfter: 1_000 };

/** Bob's page, which Hero has welcomed. */
function enterBob() {
  const channel = new HandChannel();
  const link = new RoomLink<Notes, NotesIntent>({ rules: notesRules, room: 'PLAY', channelToHero: channel });
  channel.say('welcome', welcome);
  channel.sent = [];
  return { channel, link, emit: (text: string) => void link.emit(add(text)) };
}

describe('a page that Hero asks to pause', () => {
  test('sends no action until the pause is over, and then all that are not settled, in order', () => {
    const { channel, link, emit } = enterBob();
    emit('settled');
    emit('sent before');
    channel.say('lines', [3, 0, [2, 1, 'add', { text: 'settled' }, 0, 1]]);
    channel.sent = [];
    channel.say('notNow', pause);
    emit('during');
    vi.advanceTimersByTime(999);
    emit('just before the end');
    expect(channel.sent).toEqual([]);
    expect(link.view).toMatchObject({ notNow: 'too-many-actions', unsettled: 3 });
    vi.advanceTimersByTime(1);
    expect(channel.emitted()).toEqual([
      [2, add('sent before')],
      [3, add('during')],
      [4, add('just before the end')],
    ]);
    emit('afterwards');
    expect(channel.emitted()).toEqual([[5, add('afterwards')]]);
    vi.advanceTimersByTime(60_000);
    expect(channel.sent).toEqual([]);
  });

  test('does not end the pause because Hero asks to send again', () => {
    const { channel, emit } = enterBob();
    emit('one');
    channel.say('notNow', pause);
    channel.say('sendAgain', { from: 1 });
    emit('two');
    expect(channel.emitted()).toEqual([[1, add('one')]]);
    vi.advanceTimersByTime(1_000);
    expect(channel.emitted()).toEqual([
      [1, add('one')],
      [2, add('two')],
    ]);
  });

  test('pauses until the end of the last pause that it is asked for', () => {
    const { channel, emit } = enterBob();
    channel.say('notNow', pause);
    vi.advanceTimersByTime(900);
    channel.say('notNow', pause);
    emit('one');
    vi.advanceTimersByTime(999);
    expect(channel.sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(channel.emitted()).toEqual([[1, add('one')]]);
  });

  test('may still ask to catch up', () => {
    const { channel } = enterBob();
    channel.say('notNow', pause);
    channel.say('lines', [4, 0, [2, 1, 'add', { text: 'behind a gap' }, 0, 1]]);
    expect(channel.sent).toEqual([['catchUp', { epoch: 'e-1', serverSeq: 2 }]]);
  });

  test('reconnects after a loss only when the pause is over, and sends nothing before the welcome', () => {
    const { channel, emit } = enterBob();
    channel.say('notNow', pause);
    emit('one');
    channel.close();
    vi.advanceTimersByTime(1_000);
    expect(channel.openings).toBe(1);
    vi.advanceTimersByTime(250);
    expect(channel.openings).toBe(2);
    expect(channel.emitted()).toEqual([]);
  });

  test('sends at once when a welcome ends the pause, and not once more when the time is over', () => {
    const { channel, emit } = enterBob();
    emit('one');
    channel.say('notNow', { ...pause, retryAfter: 60_000 });
    emit('two');
    channel.sent = [];
    channel.say('welcome', nothingMissed);
    emit('three');
    expect(channel.emitted()).toEqual([
      [1, add('one')],
      [2, add('two')],
      [3, add('three')],
    ]);
    vi.advanceTimersByTime(60_000);
    expect(channel.sent).toEqual([]);
  });

  test('waits no longer than a minute, even if it is asked to wait for an hour', () => {
    const { channel, emit } = enterBob();
    channel.say('notNow', { ...pause, retryAfter: 3_600_000 });
    emit('one');
    vi.advanceTimersByTime(59_999);
    expect(channel.emitted()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(channel.emitted()).toEqual([[1, add('one')]]);
  });

  test('sends nothing more once it is closed', () => {
    const { channel, link, emit } = enterBob();
    emit('one');
    channel.say('notNow', pause);
    link.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(channel.emitted()).toEqual([[1, add('one')]]);
  });
});

test.each([
  ['no list', { lines: [] }],
  ['no lines in the list', ['nonsense']],
  ['a line without a number', [3, 0, [{}, 1, 'add', { text: 'x' }]]],
  ['a line of an older protocol', { lines: [{ kind: 'join', clientId: 'a', serverSeq: 3 }] }],
  ['one faulty line among others', [3, 0, ['sue'], [3, 'x', 'add', { text: 'x' }]]],
])('a page on which faulty lines arrive applies none of them, and reconnects: %s', (_, lines) => {
  const { channel, link } = enterBob();
  channel.say('lines', lines);
  expect(channel.isOpen).toBe(false);
  expect(link.view).toMatchObject({ link: 'lost', serverSeq: 2 });
  vi.advanceTimersByTime(250);
  expect(channel.openings).toBe(2);
});

test('a page whose room is served elsewhere is denied with a code, and does not reconnect', () => {
  const { channel, link } = enterBob();
  channel.say('denied', { code: 'elsewhere', address: 'wss://another.example' });
  expect(link.view).toMatchObject({ link: 'denied', denied: 'elsewhere' });
  vi.advanceTimersByTime(600_000);
  expect(channel.openings).toBe(1);
});

describe('an action that is larger than a message may be', () => {
  const large = 'x'.repeat(1_000);
  const limits = { messageBytes: 500 };

  test('is refused before it has a number, as soon as the welcome has named the limit', async () => {
    const { channel, link, emit } = enterBob();
    channel.say('welcome', { ...nothingMissed, ...limits });
    expect(await link.emit(add(large))).toEqual({ kind: 'refused', code: 'too-large' });
    expect(await link.emit(add('é'.repeat(300)))).toEqual({ kind: 'refused', code: 'too-large' });
    emit('short');
    expect(channel.emitted()).toEqual([[1, add('short')]]);
    expect(link.view.unsettled).toBe(1);
  });

  test('and was inherited is sent without its content, so that those behind it are heard', () => {
    const { channel, link, emit } = enterBob();
    emit(large);
    emit('short');
    const { resumption } = link;
    const next = new HandChannel();
    const heir = new RoomLink<Notes, NotesIntent>({ rules: notesRules, room: 'PLAY', channelToHero: next, resumption });
    next.say('welcome', { ...welcome, ...limits });
    expect(next.emitted()).toEqual([
      [1, null],
      [2, add('short')],
    ]);
    heir.close();
    channel.close();
  });
});

test('a page that is let in and cut again and again waits longer each time, up to a minute', () => {
  const { channel } = enterBob();
  const waits = Array.from({ length: 12 }, () => {
    const { openings } = channel;
    const lostAt = performance.now();
    channel.close();
    while (channel.openings === openings) vi.advanceTimersByTime(50);
    channel.say('welcome', nothingMissed);
    return performance.now() - lostAt;
  });
  for (const quick of waits.slice(0, 4)) expect(quick).toBeLessThanOrEqual(300);
  const [slow = 0, slower = 0] = waits.slice(5);
  expect(slow).toBeGreaterThanOrEqual(1_000);
  expect(slower).toBeGreaterThanOrEqual(2 * slow - 500);
  for (const wait of waits) expect(wait).toBeLessThanOrEqual(61_000);
});
