import type { Peer } from '@button/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChannelListener } from '../src/channel.ts';
import { ConditionedPeerChannel } from '../src/conditions/conditioned-peer-channel.ts';
import { NetworkConditions } from '../src/conditions/index.ts';
import type { PeerChannel, PeerChannelParts } from '../src/peers/peer-channel.ts';
import { PeerLinks } from '../src/peers/peer-links.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A channel that the test controls, and that notes its calls. */
class FakeChannel implements PeerChannel {
  readonly parts: PeerChannelParts;
  readonly calls: string[] = [];
  listener: ChannelListener | null = null;
  readonly isOpen = false;

  constructor(parts: PeerChannelParts) {
    this.parts = parts;
  }

  hear(listener: ChannelListener): void {
    this.listener = listener;
  }

  open(): void {
    this.calls.push('open');
  }

  send(message: unknown): void {
    this.calls.push(`send ${JSON.stringify(message)}`);
  }

  close(): void {
    this.calls.push('close');
    this.listener?.onLost();
  }

  handleSignal(signal: unknown): void {
    this.calls.push(`signal ${JSON.stringify(signal)}`);
  }
}

const offer = { description: { type: 'offer', sdp: 'v=0' } } as const;
const [ANN, BOB, SUE, TOM, MALLORY] = [1, 2, 3, 4, 9] as const;
const sue: Peer = { clientId: SUE, person: 'Sue' };
const bob = { clientId: BOB, epoch: 'epoch-1' };
const push = (clientSeq: number) => ({ clientSeq, action: { type: 'push' } });

/** The links of Bob's page, which has a peer. */
function begin(clientIds: readonly number[] = [BOB, SUE]) {
  const channels: FakeChannel[] = [];
  const [actions, gone, signals]: [unknown[], number[], unknown[]] = [[], [], []];
  const links = new PeerLinks({
    makeChannel: (parts) => {
      const channel = new FakeChannel(parts);
      channels.push(channel);
      return channel;
    },
    iceServers: () => [],
    signal: (to, content) => signals.push([to, content]),
    onAction: (peer, clientSeq, candidate) => actions.push([peer, clientSeq, candidate]),
    onChange: () => undefined,
    onGone: (clientId) => gone.push(clientId),
  });
  links.keep(bob, clientIds);
  return { links, channels, actions, gone, signals };
}

/** The same, after Hero has forwarded a signal and the link is open. */
function beginLinked() {
  const all = begin();
  const [channel] = all.channels;
  if (!channel) throw new Error('no link was begun');
  all.links.handleSignal({ from: sue, content: offer });
  channel.listener?.onOpen();
  const hear = (message: unknown) => channel.listener?.onMessage(message);
  return { ...all, channel, hear };
}

describe('a page', () => {
  test('has one link to each peer, and none to itself; of two ends, one is polite', () => {
    const { links, channels } = begin([BOB, ANN, SUE]);
    links.keep(bob, [BOB, ANN, SUE]);
    expect(channels.map(({ parts }) => parts.isPolite)).toEqual([false, true]);
  });

  test('sends its own actions to every linked peer, and forwards no others', () => {
    const { links, channel, hear } = beginLinked();
    hear(push(1));
    links.send(push(7));
    expect(channel.calls.filter((call) => call.startsWith('send'))).toEqual([`send ${JSON.stringify(push(7))}`]);
  });

  test('drops the link to a client that is no longer a peer, and reports it as gone', () => {
    const { links, channel, gone, actions, hear } = beginLinked();
    links.keep(bob, [BOB]);
    expect([channel.calls.at(-1), gone, links.open]).toEqual(['close', [SUE], []]);
    links.handleSignal({ from: sue, content: offer });
    expect(channel.calls.at(-1)).toBe('close');
    hear(push(1));
    expect(actions).toEqual([]);
  });

  test('replaces all links under a new clientId', () => {
    const { links, channels, gone } = beginLinked();
    links.keep({ ...bob, clientId: TOM }, [TOM, SUE]);
    expect([gone, channels.length]).toEqual([[SUE], 2]);
  });

  test('replaces all links in another epoch, where the clientIds may be those of other pages', () => {
    const { links, channels, gone } = beginLinked();
    links.keep({ ...bob, epoch: 'epoch-2' }, [BOB, SUE]);
    expect([gone, channels.length]).toEqual([[SUE], 2]);
  });

  test('sends a signal to the peer of the channel that it comes from', () => {
    const { channel, signals } = beginLinked();
    channel.parts.signal(offer);
    expect(signals).toEqual([[SUE, offer]]);
  });

  test('decorates present and future channels, and passes signals through the decorator', () => {
    const { links, channels, hear, actions } = beginLinked();
    const conditions = new NetworkConditions();
    links.decorateChannels((channel) => new ConditionedPeerChannel(channel, conditions));
    hear(push(1));
    expect([links.open, actions.length]).toEqual([[SUE], 1]);
    conditions.cut();
    expect(links.open).toEqual([]);
    links.keep(bob, [BOB, SUE, TOM]);
    for (const clientId of [SUE, TOM])
      links.handleSignal({ from: { clientId, person: `${clientId}` }, content: { ready: true } });
    const callsWhileCut = channels.map(({ calls }) => calls.filter((call) => call.includes('ready')));
    expect([callsWhileCut, channels[1]?.calls]).toEqual([[[], []], []]);
    conditions.restore();
    expect(channels.map(({ calls }) => calls.at(-1))).toEqual(['open', 'open']);
  });

  test('ignores malformed signals, and those of a client that is not a peer', () => {
    const { links, channel } = beginLinked();
    const before = channel.calls.length;
    links.handleSignal({ from: { clientId: MALLORY, person: 'Mallory' }, content: offer });
    links.handleSignal({ from: sue, content: { description: { type: 'pranswer', sdp: '' } } });
    links.handleSignal({ from: sue, content: { candidate: 'x'.repeat(5_000) } });
    expect(channel.calls).toHaveLength(before);
  });
});

describe('a link', () => {
  test('that does not open is tried again, each time after a longer delay', () => {
    const [channel] = begin().channels;
    const attempts = () => channel?.calls.filter((call) => call === 'open').length;
    for (const [wait, count] of [
      [4_999, 1],
      [1, 2],
      [10_000, 3],
      [20_000, 4],
      [40_000, 5],
      [60_000, 6],
      [60_000, 7],
    ] as const) {
      vi.advanceTimersByTime(wait);
      expect(attempts()).toBe(count);
    }
  });

  test('that was lost is opened again', () => {
    const { links, channel } = beginLinked();
    expect(links.open).toEqual([SUE]);
    channel.listener?.onLost();
    expect([links.open, channel.calls.at(-1)]).toEqual([[], 'open']);
    channel.listener?.onOpen();
    expect(links.open).toEqual([SUE]);
  });

  test('attributes an action to the person that Hero names, and rejects a message that names another', () => {
    const { hear, actions } = beginLinked();
    hear(push(1));
    hear({ ...push(2), clientId: BOB });
    hear({ ...push(2), person: 'Bob' });
    expect(actions).toEqual([[sue, 1, { type: 'push' }]]);
  });

  test('rejects the messages of a client that no signal of Hero has named', () => {
    const { channels, actions } = begin();
    channels[0]?.listener?.onOpen();
    channels[0]?.listener?.onMessage(push(1));
    expect(actions).toEqual([]);
  });

  test('accepts fifty messages in two and a half seconds, and drops the rest', () => {
    const { hear, actions, channel } = beginLinked();
    for (let n = 1; n <= 60; n++) hear(push(n));
    expect(actions).toHaveLength(50);
    vi.advanceTimersByTime(2_500);
    for (let n = 61; n <= 120; n++) hear(push(n));
    expect(actions).toHaveLength(100);
    expect(channel.calls).not.toContain('close');
  });

  test('is closed for good after a hundred messages that were malformed or too fast', () => {
    const { hear, links, channel, actions } = beginLinked();
    for (let n = 1; n < 100; n++) hear('nonsense');
    expect(links.open).toEqual([SUE]);
    hear('nonsense');
    expect([links.open, channel.calls.at(-1)]).toEqual([[], 'close']);
    vi.advanceTimersByTime(600_000);
    links.handleSignal({ from: sue, content: offer });
    hear(push(1));
    expect([channel.calls.at(-1), actions]).toEqual(['close', []]);
  });
});
