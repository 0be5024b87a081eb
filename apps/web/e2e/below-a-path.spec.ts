import type { ConsoleMessage } from '@playwright/test';
import { OwnHero } from './own-hero.ts';
import { PathProxy } from './path-proxy.ts';
import { expect, test as base } from './players.ts';
import { join, players, push, startRoom, verdict } from './room.ts';

/** Serves a game of its own below a path. */
const test = base.extend<{ serve: (setting: { readonly keepsPath: boolean }) => Promise<PathProxy> }>({
  serve: async ({}, use) => {
    const ends: (() => unknown)[] = [];
    await use(async (setting) => {
      const proxy = await PathProxy.open(setting);
      const hero = await OwnHero.start({ HERO_PUBLIC_URL: proxy.url, HERO_TRUST_PROXY: 'loopback' });
      proxy.passOnTo(hero.url);
      ends.push(
        () => hero.close(),
        () => proxy.close(),
      );
      return proxy;
    });
    for (const end of ends) await end();
  },
});

const withTls = { ignoreHTTPSErrors: true };

for (const keepsPath of [true, false]) {
  test(
    `behind a proxy with TLS that ${keepsPath ? 'keeps' : 'takes away'} its path, people play below that path`,
    { tag: '@alone' },
    async ({ serve, players: people }) => {
      const proxy = await serve({ keepsPath });
      const [bob, sue] = [await people.arrive('Bob', withTls), await people.arrive('Sue', withTls)];
      const complaints: string[] = [];
      for (const page of [bob, sue]) page.on('console', (message) => complaints.push(...complaintIn(message)));
      const room = await startRoom(bob, 'Bob', proxy.url);
      expect(room).toContain(`${proxy.url}r/`);
      await join(sue, room, 'Sue');
      await expect(players(bob)).toHaveCount(2);
      await push(bob);
      for (const page of [bob, sue]) await expect(verdict(page)).toContainText('Bob won!');
      await sue.reload();
      await expect(verdict(sue)).toContainText('Bob won!');
      expect(complaints).toEqual([]);
      expect(proxy.strays).toEqual([]);
    },
  );
}

test(
  'below a path, every link and picture of the page leads below it too',
  { tag: '@alone' },
  async ({ serve, players: people }) => {
    const proxy = await serve({ keepsPath: true });
    const bob = await people.arrive('Bob', withTls);
    const room = await startRoom(bob, 'Bob', proxy.url);
    await expect(bob.getByRole('link', { name: room })).toHaveAttribute('href', room);
    const qr = bob.getByRole('img', { name: 'QR code' });
    await expect.poll(() => qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await bob.getByRole('button', { name: 'What Hero saw' }).click();
    await expect(bob.getByRole('heading', { name: 'What Hero saw' })).toBeVisible();
    await bob.goto(`${room}/screen`);
    await expect(verdict(bob)).toContainText('Push first!');
    await bob.getByRole('link', { name: 'Push the Button First!' }).click();
    await expect(bob).toHaveURL(proxy.url);
    await bob.goto(`${proxy.url}nowhere`);
    await bob.getByRole('link', { name: 'Start or join another room' }).click();
    await expect(bob).toHaveURL(proxy.url);
    expect(proxy.strays).toEqual([]);
  },
);

/** A complaint of the browser about the page, for example that a request was against its policy. */
function complaintIn(message: ConsoleMessage): readonly string[] {
  return message.type() === 'error' ? [message.text()] : [];
}
