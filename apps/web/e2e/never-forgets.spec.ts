import type { Page } from '@playwright/test';
import { claimOlderRules, mayClaimOlderRules } from './older-page.ts';
import { expect, test } from './players.ts';
import { expectUnverified, meet, players, push, startRoom, theButton, verdict } from './room.ts';

test(
  'Hero is killed in the middle of a round: nothing that was official is undone, and nobody loses a push',
  { tag: '@alone' },
  async ({ players: people, ownHero }) => {
    const home = { baseURL: ownHero.url };
    const [bob, sue] = [await people.arrive('Bob', home), await people.arriveWithSue('Sue', home)];
    await meet(bob, sue);
    await push(bob);
    await expect(verdict(sue)).toContainText('Bob won!');

    await ownHero.kill();
    for (const page of [bob, sue]) await expect(page.getByText('Reconnecting…')).toBeVisible();
    await push(sue);
    await expect(verdict(sue)).toContainText('You pushed too. Asking Hero…');
    await ownHero.startAgain();

    await expect(verdict(sue)).toContainText('You came 2nd');
    await expect(verdict(bob)).toContainText('Sue came');
    for (const page of [bob, sue]) {
      await expect(verdict(page)).toContainText('Bob won!');
      await expect(players(page)).toHaveCount(2);
      await expect(page.getByText('Reconnecting…')).toBeHidden();
    }
  },
);

test(
  'a page that is older than Hero is loaded anew, and the push that it had not settled counts once',
  { tag: '@alone' },
  async ({ bobOverLink: bob, link }) => {
    await mayClaimOlderRules(bob);
    await startRoom(bob, 'Bob');
    // Before the link is cut: an attempt that was under way would come through later, with the right rules.
    await claimOlderRules(bob);
    link.cut();
    await expect(bob.getByText('Reconnecting…')).toBeVisible();
    await push(bob);
    await expectUnverified(bob);
    const loaded = bob.waitForEvent('load');
    link.restore();
    await loaded;
    await expect(verdict(bob)).toContainText('Bob won!');
    await expect(players(bob)).toHaveText([/Bob.*you.*1 win/]);
    expect(await bob.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('resumption')))).toEqual(
      [],
    );
  },
);

test(
  'a push is painted in the next frame, also with a thousand actions waiting',
  { tag: '@alone' },
  async ({ bobOverLink: bob, link }) => {
    const welcomed = heardWelcome(bob);
    const room = await startRoom(bob, 'Bob');
    await leaveResumption(bob, room, await welcomed, 1_000);
    await bob.reload();
    await bob.getByRole('button', { name: 'What Hero saw' }).click();
    await expect(bob.getByText(/And \d{3} more\./)).toBeVisible();
    // From here on, Hero's answers are held until the test has looked.
    link.hold();
    const inNextFrame = await theButton(bob).evaluate(
      (button: HTMLElement) =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            button.click();
            requestAnimationFrame(() => resolve(document.querySelector('[role=status]')?.textContent));
          });
        }),
    );
    expect(inNextFrame).toContain('You pushed! Asking Hero…');
    await expect(bob.getByText(/And \d{3} more\./)).toBeVisible();
  },
);

interface HeardWelcome {
  readonly clientId: number;
  readonly clientKey: string;
  readonly personToken: string;
  readonly catchUp: { readonly snapshot: { readonly epoch: string; readonly serverSeq: number } };
}

/** Hero's welcome to the page. */
function heardWelcome(page: Page): Promise<HeardWelcome> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        const [, welcome] = /^42\["welcome",(.*)\]$/.exec(String(payload)) ?? [];
        if (welcome !== undefined) resolve(JSON.parse(welcome));
      }),
    );
  });
}

/** Stores for the reloaded page that this many actions of its predecessor are not settled. */
async function leaveResumption(
  page: Page,
  room: string,
  { clientId, clientKey, personToken, catchUp }: HeardWelcome,
  count: number,
): Promise<void> {
  const [person] = personToken.split('.');
  const unsettled = Array.from({ length: count }, (_, index) => {
    const own = { type: 'takeName', name: `Bob ${index + 1}` };
    return { clientId, clientSeq: index + 1, action: { ...own, person }, own };
  });
  const { epoch, serverSeq } = catchUp.snapshot;
  const left = JSON.stringify({ clientKey, resumption: { clientId, epoch, serverSeq, unsettled } });
  const key = `resumption in ${room.slice(-6)}`;
  await page.evaluate(([key, left]) => sessionStorage.setItem(key, left), [key, left] as const);
}

test('who leaves while a push is not settled is asked first', { tag: '@alone' }, async ({ bobOverLink: bob, link }) => {
  await startRoom(bob, 'Bob');
  link.hold();
  await push(bob);
  await expectUnverified(bob);
  const asked = bob.waitForEvent('dialog');
  await bob.evaluate(() => void setTimeout(() => location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expectUnverified(bob);
  link.release();
  await expect(verdict(bob)).toContainText('Bob won!');
  await bob.reload();
  await expect(verdict(bob)).toContainText('Bob won!');
});

test(
  'whoever looks at the page again finds it connected at once',
  { tag: '@alone' },
  async ({ bobOverLink: bob, link }) => {
    await bob.clock.install();
    await startRoom(bob, 'Bob');
    // From here on no timer of the page goes off: only a sign can bring it back.
    await bob.clock.pauseAt(Date.now() + 60_000);
    const signs = {
      visible: () => document.dispatchEvent(new Event('visibilitychange')),
      thawed: () => document.dispatchEvent(new Event('resume')),
      shownFromCache: () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
      online: () => window.dispatchEvent(new Event('online')),
    };
    for (const sign of Object.values(signs)) {
      link.cut();
      await expect(bob.getByText('Reconnecting…')).toBeVisible();
      link.restore();
      await bob.evaluate(sign);
      await expect(bob.getByText('Reconnecting…')).toBeHidden();
    }
  },
);

test('when Hero cannot save, the room says so until it can again', { tag: '@alone' }, async ({ bob }) => {
  const say = await overhear(bob);
  await startRoom(bob, 'Bob');
  say('42["notNow",{"reason":"not-recorded","retryAfter":100}]');
  await expect(bob.getByText('Hero cannot save anything just now')).toBeVisible();
  await push(bob);
  await expect(verdict(bob)).toContainText('Bob won!');
  await expect(bob.getByText('Hero cannot save anything just now')).toBeHidden();
  await expect(theButton(bob)).toBeVisible();
});

/** Lets a test send messages to a page in Hero's name. */
async function overhear(page: Page): Promise<(message: string) => void> {
  let say = (_message: string): void => undefined;
  await page.routeWebSocket('**/socket.io/**', (socket) => {
    socket.connectToServer();
    say = (message) => socket.send(message);
  });
  return (message) => say(message);
}
