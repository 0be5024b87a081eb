import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RtcChannel } from '../src/peers/rtc-channel.ts';
import type { PeerSignal } from '../src/wire/signal.ts';

/** One end, and what it hears, in order. */
class End {
  readonly channel: RtcChannel;
  readonly heard: unknown[] = [];
  #tell = (): void => undefined;

  constructor(isPolite: boolean, signal: (signal: PeerSignal) => void) {
    this.channel = new RtcChannel({ isPolite, iceServers: () => [], signal });
    this.channel.hear({
      onOpen: () => this.#hear('open'),
      onMessage: (message) => this.#hear(message),
      onLost: () => this.#hear('lost'),
    });
  }

  /** Resolves with all that was heard, when it is so much. */
  hears(count: number): Promise<unknown[]> {
    return new Promise((resolve) => {
      this.#tell = () => {
        if (this.heard.length >= count) resolve(this.heard);
      };
      this.#tell();
    });
  }

  #hear(what: unknown): void {
    this.heard.push(what);
    this.#tell();
  }
}

/** Carries what they signal. */
let hero: (to: End, signal: PeerSignal) => void;
let polite: End;
let other: End;
const carry: typeof hero = ({ channel }, signal) => channel.handleSignal(structuredClone(signal));
beforeEach(() => {
  hero = carry;
  polite = new End(true, (signal) => queueMicrotask(() => hero(other, signal)));
  other = new End(false, (signal) => queueMicrotask(() => hero(polite, signal)));
});
afterEach(() => {
  for (const end of [polite, other]) end.channel.close();
});

async function meet(...opening: readonly End[]): Promise<void> {
  for (const { channel } of opening) channel.open();
  for (const end of [polite, other]) expect(await end.hears(1)).toEqual(['open']);
}

describe('two ends', () => {
  test.each([
    ['the polite one first', () => [polite, other]],
    ['the other first', () => [other, polite]],
    ['the polite one alone', () => [polite]],
    ['the other alone', () => [other]],
  ])('meet, each once, whichever opens first: %s', (_, opening) => meet(...opening()));

  test('meet when one opens while signals are on their way', async () => {
    polite.channel.open();
    await Promise.resolve();
    await meet(other);
  });

  test('meet at the next attempt when all that they signalled was lost', async () => {
    const isOfferLost = new Promise<void>((resolve) => {
      hero = (_, signal) => {
        if ('description' in signal) resolve();
      };
    });
    for (const { channel } of [polite, other]) channel.open();
    await isOfferLost;
    expect([polite.heard, other.heard]).toEqual([[], []]);
    hero = carry;
    await meet(polite, other);
  });

  test.each([
    ['the polite one', () => [polite, other] as const],
    ['the other', () => [other, polite] as const],
  ])('meet again when one starts over: %s', async (_, order) => {
    const [restarted, stays] = order();
    await meet(polite, other);
    restarted.channel.open();
    expect(await restarted.hears(2)).toEqual(['open', 'open']);
    expect(await stays.hears(3)).toEqual(['open', 'lost', 'open']);
    restarted.channel.send('hello again');
    expect((await stays.hears(4)).at(-1)).toBe('hello again');
  });

  test('both hear that one has closed', async () => {
    await meet(polite, other);
    polite.channel.close();
    polite.channel.send('too late');
    expect(polite.heard).toEqual(['open', 'lost']);
    expect(await other.hears(2)).toEqual(['open', 'lost']);
  });
});

describe('a message', () => {
  test('arrives after those that were sent before it', async () => {
    await meet(polite, other);
    const sent = Array.from({ length: 1_000 }, (_, n) => n);
    for (const n of sent) polite.channel.send(n);
    expect(await other.hears(1 + sent.length)).toEqual(['open', ...sent]);
  });

  test('that is too long to be an action is not read', async () => {
    await meet(polite, other);
    polite.channel.send('x'.repeat(20_000));
    polite.channel.send('hello');
    expect(await other.hears(3)).toEqual(['open', undefined, 'hello']);
  });

  test('that comes while too much waits to be taken is left to Hero, so that nothing piles up', async () => {
    await meet(polite, other);
    const long = 'x'.repeat(10_000);
    for (let n = 0; n < 100; n++) polite.channel.send(long);
    const taken = Array.from({ length: 10 }, () => long);
    expect(await other.hears(11)).toEqual(['open', ...taken]);
    polite.channel.send('and on');
    expect(await other.hears(12)).toEqual(['open', ...taken, 'and on']);
  });
});

describe('a signal', () => {
  const nonsense: readonly PeerSignal[] = [
    { description: { type: 'offer', sdp: 'nonsense' } },
    { description: { type: 'answer', sdp: 'nonsense' } },
    { candidate: { candidate: 'nonsense', sdpMid: '7', sdpMLineIndex: 7, usernameFragment: null } },
  ];

  test('that is nonsense changes nothing', async () => {
    for (const signal of nonsense) other.channel.handleSignal(signal);
    await meet(polite, other);
    for (const signal of nonsense) polite.channel.handleSignal(signal);
    other.channel.send('still here');
    expect(await polite.hears(2)).toEqual(['open', 'still here']);
  });

  test('of an end that is over changes nothing', async () => {
    await meet(polite, other);
    for (const { channel } of [polite, other]) channel.close();
    polite.heard.length = other.heard.length = 0;
    await meet(other, polite);
  });
});
