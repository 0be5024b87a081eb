import type { ConsoleMessage } from '@playwright/test';
import { OwnHero } from './own-hero.ts';
import { PathProxy } from './path-proxy.ts';
import { expect, test } from './players.ts';
import { join, players, push, startRoom, verdict } from './room.ts';

for (const keepsPath of [true, false]) {
  test(
    `behind a proxy with TLS that ${keepsPath ? 'keeps' : 'takes away'} its path, the game is played below that path`,
    { tag: '@alone' },
    async ({ players: people }) => {
      const proxy = await PathProxy.open({ keepsPath });
      const hero = await OwnHero.start({ HERO_PUBLIC_URL: proxy.url, HERO_TRUST_PROXY: 'loopback' });
      proxy.passOnTo(hero.url);
      const [bob, sue] = [
        await people.arrive('Bob', { ignoreHTTPSErrors: true }),
        await people.arrive('Sue', { ignoreHTTPSErrors: true }),
      ];
      const complaints: string[] = [];
      for (const page of [bob, sue]) page.on('console', (message) => complaints.push(...complaintIn(message)));

      const room = await startRoom(bob, 'Bob', proxy.url);
      expect(room).toContain(`${proxy.url}r/`);
      await expect(bob.getByRole('link', { name: room })).toHaveAttribute('href', room);
      const qr = bob.getByRole('img', { name: 'QR code' });
      await expect.poll(() => qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      await join(sue, room, 'Sue');
      await expect(players(bob)).toHaveCount(2);
      await push(bob);
      await expect(verdict(bob)).toContainText('Bob won!');
      await expect(verdict(sue)).toContainText('Bob won!');

      await sue.reload();
      await expect(verdict(sue)).toContainText('Bob won!');
      const opened = bob.waitForEvent('popup');
      await bob.getByRole('link', { name: 'Show on a big screen' }).click();
      const screen = await opened;
      await expect(screen).toHaveURL(`${room}/screen`);
      await expect(verdict(screen)).toContainText('Bob won!');
      await bob.getByRole('button', { name: 'What Hero saw' }).click();
      await expect(bob.getByRole('heading', { name: 'What Hero saw' })).toBeVisible();
      await sue.getByRole('link', { name: 'Push the Button First!' }).click();
      await expect(sue).toHaveURL(proxy.url);
      expect(complaints).toEqual([]);

      await sue.goto(`${proxy.url}nowhere`);
      await sue.getByRole('link', { name: 'Start or join another room' }).click();
      await expect(sue).toHaveURL(proxy.url);
      expect(proxy.strays).toEqual([]);
      await hero.close();
      proxy.close();
    },
  );
}

/** A complaint of the browser about the page, for example that a request was against its policy. */
function complaintIn(message: ConsoleMessage): readonly string[] {
  return message.type() === 'error' ? [message.text()] : [];
}
