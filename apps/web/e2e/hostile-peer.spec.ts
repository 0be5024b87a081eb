import type { Page } from '@playwright/test';
import { expect, test as base } from './players.ts';
import { agreeToLinks, expectLinked, join, linkDirectly, meet, playAgain, players, push, verdict } from './room.ts';

/** Mallory's page is the real one, but a test speaks over its data channels. */
async function letSpeak(mallory: Page): Promise<void> {
  await mallory.addInitScript(() => {
    const channels: RTCDataChannel[] = [];
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      override createDataChannel(label: string, init?: RTCDataChannelInit) {
        const channel = super.createDataChannel(label, init);
        channels.push(channel);
        return channel;
      }
    };
    Object.defineProperty(globalThis, 'say', {
      value: (text: string) => {
        for (const channel of channels) if (channel.readyState === 'open') channel.send(text);
      },
    });
  });
}

/** To all peers, each as it stands. */
function say(mallory: Page, ...messages: unknown[]): Promise<void> {
  return mallory.evaluate(
    (texts) => {
      for (const text of texts) Reflect.apply(Reflect.get(globalThis, 'say'), null, [text]);
    },
    messages.map((message) => (typeof message === 'string' ? message : JSON.stringify(message))),
  );
}

const click = (clientSeq: number, more: object = {}) => ({
  clientSeq,
  action: { type: 'push', round: 1, ...more },
});

const test = base.extend<{ mallory: Page }>({
  mallory: async ({ bob, sue, players: others }, use) => {
    const room = await meet(bob, sue);
    await linkDirectly(bob, sue);
    const mallory = await others.arrive('Mallory');
    await letSpeak(mallory);
    await join(mallory, new URL(room).pathname, 'Mallory');
    // Her first action; lies begin with the second.
    await agreeToLinks(mallory);
    await expectLinked(mallory, 'Bob, Sue');
    await expectLinked(bob, 'Sue, Mallory');
    await expectLinked(sue, 'Bob, Mallory');
    await use(mallory);
  },
});

test(
  'a lie is a guess for a short while, and never changes the winner on anybody’s screen',
  { tag: '@alone' },
  async ({ mallory, bob, sue }) => {
    await say(mallory, click(2));
    for (const page of [bob, sue]) await expect(verdict(page)).toContainText('Mallory pushed…');
    await push(bob);
    for (const page of [mallory, bob, sue]) await expect(verdict(page)).toContainText('Bob won!');
    for (const page of [bob, sue]) await expect(players(page).filter({ hasText: 'pushed…' })).toHaveCount(0);
    await push(mallory);
    for (const page of [bob, sue]) await expect(verdict(page)).toContainText('Bob won!');
    await expect(verdict(mallory)).toContainText('You came 2nd');
  },
);

test(
  'a peer cannot speak for another, nor say what is no action, nor count backwards',
  { tag: '@alone' },
  async ({ mallory, bob, sue }) => {
    const memory = await sue.evaluate(() => Object.values(sessionStorage).join());
    const suesPerson = /"personToken":"([\w-]+)/.exec(memory)?.[1];
    expect(suesPerson).toBeDefined();
    const rename = (clientSeq: number, name: string) => ({ clientSeq, action: { type: 'takeName', name } });
    await say(
      mallory,
      ...[click(2, { person: suesPerson }), { ...click(2), clientId: 2 }, { ...click(2), person: suesPerson }],
      ...[
        click(0),
        click(-1),
        click(1.5),
        { clientSeq: '2', action: null },
        { clientSeq: 2, action: { type: '__proto__' } },
      ],
      ...[null, [], 7, 'no JSON', '{', 'x'.repeat(30_000), '['.repeat(15_000)],
      ...[{ clientSeq: 2, action: { type: 'leave', client: 2 } }, rename(2, 'x'.repeat(201))],
      ...[rename(5, 'Liar'), rename(4, 'Older'), rename(5, 'Same'), click(6)],
    );
    for (const page of [bob, sue]) {
      await expect(verdict(page)).toContainText('Liar pushed…');
      await expect(players(page)).toHaveText([/^Bob(?!.*pushed)/, /^Sue(?!.*pushed)/, /^Liar.*pushed…/]);
    }
    await push(sue);
    for (const page of [mallory, bob, sue]) await expect(verdict(page)).toContainText('Sue won!');
  },
);

test(
  'a peer that floods is not listened to any more, and the others play on',
  { tag: '@alone' },
  async ({ mallory, bob, sue }) => {
    const flood = Array.from({ length: 20_000 }, (_, index) => click(index + 2));
    const flooding = say(mallory, ...flood);
    for (let round = 1; round <= 3; round += 1) {
      await push(sue);
      for (const page of [bob, sue]) await expect(verdict(page)).toContainText('Sue won!');
      await playAgain(bob);
      for (const page of [bob, sue]) await expect(verdict(page)).not.toContainText('won!');
    }
    await flooding;
    await expectLinked(bob, 'Sue');
    await expectLinked(sue, 'Bob');
  },
);
