import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RtcChannel } from '../src/peers/rtc-channel.ts';
import type { PeerSignal } from '../src/wire/signal.ts';

/** One end of a channel, with the events and messages that it has received, in order. */
class End {
  readonly channel: RtcChannel;
  readonly received: unknown[] = [];
  #notify = (): void => undefined;

  constructor(isPolite: boolean, signal: (signal: PeerSignal) => void) {
    this.channel = new RtcChannel({ isPolite, iceServers: () => [], signal });
    this.channel.hear({
      onOpen: () => this.#receive('open'),
      onMessage: (message) => this.#receive(message),
      onLost: () => this.#receive('lost'),
    });
  }

  /** Resolves with everything received, once that is at least `count` items. */
  receives(count: number): Promise<unknown[]> {
    return new Promise((resolve) => {
      this.#notify = () => {
        if (this.received.length >= count) resolve(this.received);
      };
      this.#notify();
    });
  }

  #receive(item: unknown): void {
    this.received.push(item);
    this.#notify();
  }
}

/** Forwards the signals of both ends. */
let hero: (to: End, signal: PeerSignal) => void;
let polite: End;
let other: End;
const forward: typeof hero = ({ channel }, signal) => channel.handleSignal(structuredClone(signal));
beforeEach(() => {
  hero = forward;
  polite = new End(true, (signal) => queueMicrotask(() => hero(other, signal)));
  other = new End(false, (signal) => queueMicrotask(() => hero(polite, signal)));
});
afterEach(() => {
  for (const end of [polite, other]) end.channel.close();
});

async function connect(...opening: readonly End[]): Promise<void> {
  for (const { channel } of opening) channel.open();
  for (const end of [polite, other]) expect(await end.receives(1)).toEqual(['open']);
}

describe('two ends', () => {
  test.each([
    ['the polite one first', () => [polite, other]],
    ['the other first', () => [other, polite]],
    ['the polite one alone', () => [polite]],
    ['the other alone', () => [other]],
  ])('connect once, whichever opens first: %s', (_, opening) => connect(...opening()));

  test('connect when one opens while signals are in transit', async () => {
    polite.channel.open();
    await Promise.resolve();
    await connect(other);
  });

  test('connect at the next attempt when all their signals were lost', async () => {
    const isOfferLost = new Promise<void>((resolve) => {
      hero = (_, signal) => {
        if ('description' in signal) resolve();
      };
    });
    for (const { channel } of [polite, other]) channel.open();
    await isOfferLost;
    expect([polite.received, other.received]).toEqual([[], []]);
    hero = forward;
    await connect(polite, other);
  });

  test.each([
    ['the polite one', () => [polite, other] as const],
    ['the other', () => [other, polite] as const],
  ])('connect again when one starts over: %s', async (_, order) => {
    const [restarted, stays] = order();
    await connect(polite, other);
    restarted.channel.open();
    expect(await restarted.receives(2)).toEqual(['open', 'open']);
    expect(await stays.receives(3)).toEqual(['open', 'lost', 'open']);
    restarted.channel.send('hello again');
    expect((await stays.receives(4)).at(-1)).toBe('hello again');
  });

  test('are both notified when one closes', async () => {
    await connect(polite, other);
    polite.channel.close();
    polite.channel.send('too late');
    expect(polite.received).toEqual(['open', 'lost']);
    expect(await other.receives(2)).toEqual(['open', 'lost']);
  });
});

describe('a message', () => {
  test('arrives after the messages that were sent before it', async () => {
    await connect(polite, other);
    const sent = Array.from({ length: 1_000 }, (_, n) => n);
    for (const n of sent) polite.channel.send(n);
    expect(await other.receives(1 + sent.length)).toEqual(['open', ...sent]);
  });

  test('that is too long to be an action is not parsed', async () => {
    await connect(polite, other);
    polite.channel.send('x'.repeat(20_000));
    polite.channel.send('hello');
    expect(await other.receives(3)).toEqual(['open', undefined, 'hello']);
  });

  test('that is sent while the buffer is full is dropped, so that the buffer stays bounded', async () => {
    await connect(polite, other);
    const long = 'x'.repeat(10_000);
    for (let n = 0; n < 100; n++) polite.channel.send(long);
    const sent = Array.from({ length: 10 }, () => long);
    expect(await other.receives(11)).toEqual(['open', ...sent]);
    polite.channel.send('and on');
    expect(await other.receives(12)).toEqual(['open', ...sent, 'and on']);
  });
});

describe('a signal', () => {
  const nonsense: readonly PeerSignal[] = [
    { description: { type: 'offer', sdp: 'nonsense' } },
    { description: { type: 'answer', sdp: 'nonsense' } },
    { candidate: { candidate: 'nonsense', sdpMid: '7', sdpMLineIndex: 7, usernameFragment: null } },
  ];

  test('that is malformed changes nothing', async () => {
    for (const signal of nonsense) other.channel.handleSignal(signal);
    await connect(polite, other);
    for (const signal of nonsense) polite.channel.handleSignal(signal);
    other.channel.send('still here');
    expect(await polite.receives(2)).toEqual(['open', 'still here']);
  });

  test('of a connection that has ended changes nothing', async () => {
    await connect(polite, other);
    for (const { channel } of [polite, other]) channel.close();
    polite.received.length = other.received.length = 0;
    await connect(other, polite);
  });
});
