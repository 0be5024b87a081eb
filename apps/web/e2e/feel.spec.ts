import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './players.ts';
import { meet, playAgain, push, startRoom, theButton, verdict } from './room.ts';

/** A page's effects beside its display: the tones that it played, by their pitch in Hz, and its vibrations. */
interface Felt {
  readonly pitches: readonly number[];
  readonly shakes: readonly unknown[];
  readonly locks: number;
}

declare global {
  var felt: { pitches: number[]; shakes: unknown[]; locks: number };
}

/** Records the effects of this browser's pages, without replacing any. */
async function feel(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    globalThis.felt = { pitches: [], shakes: [], locks: 0 };
    const start = Reflect.get(AudioScheduledSourceNode.prototype, 'start');
    OscillatorNode.prototype.start = function (when) {
      felt.pitches.push(Math.round(this.frequency.value));
      Reflect.apply(start, this, [when]);
    };
    navigator.vibrate = (pattern) => Boolean(felt.shakes.push(pattern));
    const request = Reflect.get(WakeLock.prototype, 'request');
    WakeLock.prototype.request = function (type) {
      felt.locks += 1;
      return Reflect.apply(request, this, [type]);
    };
  });
}

/** Other tests have no motion, because it takes time. */
const MOVING = { reducedMotion: 'no-preference' } as const;

const feltBy = (page: Page): Promise<Felt> => page.evaluate(() => felt);
const expectFelt = (page: Page) => expect.poll(() => feltBy(page));
const PRESS = 170;
const WIN = 1047;
const LOSE = 392;
const FALSE_START = 138;

test.describe('what is heard and felt', { tag: '@alone' }, () => {
  test('a press as it goes down, a win, and a loss', async ({ bob, sue }) => {
    for (const page of [bob, sue]) await feel(page.context());
    await meet(bob, sue);
    await theButton(bob).hover();
    await bob.mouse.down();
    await expectFelt(bob).toMatchObject({ pitches: expect.arrayContaining([PRESS, WIN]) });
    await expectFelt(sue).toMatchObject({ pitches: expect.arrayContaining([LOSE]) });
    expect((await feltBy(bob)).shakes).toEqual([[18], [25, 45, 25, 45, 110]]);
    expect((await feltBy(sue)).pitches).not.toContain(WIN);
  });

  test('a false start', async ({ bob }) => {
    await feel(bob.context());
    await startRoom(bob, 'Bob');
    await bob.getByRole('radio', { name: 'Reflex' }).check();
    await bob.getByRole('button', { name: 'Start' }).click();
    await expect(verdict(bob)).toContainText('Get ready…');
    await push(bob);
    await expectFelt(bob).toMatchObject({ pitches: expect.arrayContaining([FALSE_START]) });
  });

  test('nothing, once it is switched off, also after a reload', async ({ bob }) => {
    await feel(bob.context());
    await startRoom(bob, 'Bob');
    const sound = bob.getByRole('switch', { name: 'Sound and vibration' });
    await expect(sound).toBeChecked();
    await sound.click();
    await bob.reload();
    await expect(sound).not.toBeChecked();
    await push(bob);
    await expect(verdict(bob)).toContainText('Bob won!');
    expect(await feltBy(bob)).toMatchObject({ pitches: [], shakes: [] });
  });

  test('the screen stays awake in a room', async ({ bob }) => {
    await feel(bob.context());
    await startRoom(bob, 'Bob');
    await expectFelt(bob).toMatchObject({ locks: 1 });
  });
});

test('confetti falls for the winner alone', { tag: '@alone' }, async ({ players: people }) => {
  const [bob, sue] = [await people.arrive('Bob', MOVING), await people.arrive('Sue', MOVING)];
  await meet(bob, sue);
  await push(bob);
  await expect(bob.locator('canvas')).toBeVisible();
  await expect(verdict(sue)).toContainText('Bob won!');
  await expect(sue.locator('canvas')).toHaveCount(0);
  await expect(bob.locator('canvas'), 'it is gone when it has fallen').toHaveCount(0);
});

test('whoever asks for less motion gets none', { tag: '@alone' }, async ({ bob }) => {
  await startRoom(bob, 'Bob');
  await bob.getByRole('radio', { name: 'Reflex' }).check();
  await bob.getByRole('button', { name: 'Start' }).click();
  await expect(verdict(bob)).toContainText('Get ready…');
  expect(await moving(bob)).toEqual([]);
  await expect(theButton(bob)).toHaveText('Push');
  await push(bob);
  await expect(verdict(bob)).toContainText('Bob won!');
  expect(await moving(bob)).toEqual([]);
});

test(
  'while everybody gets ready the lights are out, and then they are on again',
  { tag: '@alone' },
  async ({ players: people }) => {
    const bob = await people.arrive('Bob', { ...MOVING, colorScheme: 'light' });
    await startRoom(bob, 'Bob');
    const paper = () => bob.getByRole('main').evaluate((main) => getComputedStyle(main).backgroundColor);
    const light = await paper();
    await bob.getByRole('radio', { name: 'Reflex' }).check();
    await bob.getByRole('button', { name: 'Start' }).click();
    await expect(verdict(bob)).toContainText('Get ready…');
    await expect.poll(paper).not.toBe(light);
    expect((await moving(bob)).length).toBeGreaterThan(0);
    await expect(theButton(bob)).toHaveText('Push');
    expect(await paper()).toBe(light);
  },
);

test(
  'frantic fingers select nothing, zoom nothing and leave no page',
  { tag: '@alone' },
  async ({ players: people }) => {
    const bob = await people.arrive('Bob', { hasTouch: true, viewport: { width: 390, height: 844 } });
    await startRoom(bob, 'Bob');
    await bob.getByRole('status').dblclick();
    await theButton(bob).dblclick();
    expect(await bob.evaluate(() => String(getSelection()))).toBe('');
    await playAgain(bob);
    const isHeld = (x: number) =>
      bob.getByRole('region', { name: 'The game' }).evaluate((stage, clientX) => {
        const touches = [new Touch({ identifier: 1, target: stage, clientX, clientY: 300 })];
        return !stage.dispatchEvent(new TouchEvent('touchstart', { touches, cancelable: true, bubbles: true }));
      }, x);
    expect([await isHeld(5), await isHeld(385), await isHeld(200)], 'a swipe from the side').toEqual([
      true,
      true,
      false,
    ]);
    const page = await bob.evaluate(() => {
      const { overscrollBehaviorX, touchAction } = getComputedStyle(document.documentElement);
      return { overscrollBehaviorX, touchAction };
    });
    expect(page).toEqual({ overscrollBehaviorX: 'none', touchAction: 'manipulation' });
  },
);

/** The animations that are under way, by name. */
function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    document.getAnimations().map((one) => (one instanceof CSSAnimation ? one.animationName : 'transition')),
  );
}
