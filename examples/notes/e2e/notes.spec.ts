import { test as base, expect, type Page } from '@playwright/test';
import { NotesServer } from './notes-server.ts';

interface Fixtures {
  server: NotesServer;
  bob: Page;
  sue: Page;
}

const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = await NotesServer.start();
    await use(server);
    await server.stop();
  },
  bob: async ({ server, page }, use) => {
    await page.goto(server.url);
    await use(page);
  },
  sue: async ({ server, browser }, use) => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await use(page);
    await page.close();
  },
});

async function add(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'What to buy' });
  await field.fill(text);
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(field).toBeEmpty();
}

test('each page sees the notes that the other one adds, ticks off and removes', async ({ bob, sue }) => {
  await add(bob, 'Milk');
  await add(sue, 'Bread');
  for (const page of [bob, sue]) {
    await expect(page.getByRole('listitem')).toHaveText(['Bread', 'Milk']);
    await expect(page.getByRole('status')).toHaveText('2 to buy');
  }

  await sue.getByRole('checkbox', { name: 'Milk' }).check();
  await expect(bob.getByRole('checkbox', { name: 'Milk' })).toBeChecked();
  await bob.getByRole('button', { name: 'Remove Bread' }).click();
  await expect(sue.getByRole('listitem')).toHaveText(['Milk']);
});

test('a note stays unverified while the server is suspended, and becomes official afterwards', async ({
  server,
  bob,
  sue,
}) => {
  await add(bob, 'Milk');
  await expect(sue.getByRole('listitem')).toHaveText(['Milk']);

  server.pause();
  await add(bob, 'Bread');
  await bob.getByRole('checkbox', { name: 'Milk' }).check();
  await expect(bob.getByRole('listitem')).toHaveText(['Breadunverified', 'Milkunverified']);
  await expect(sue.getByRole('listitem')).toHaveText(['Milk']);

  server.resume();
  for (const page of [bob, sue]) await expect(page.getByRole('listitem')).toHaveText(['Bread', 'Milk']);
  await expect(sue.getByRole('checkbox', { name: 'Milk' })).toBeChecked();
});

test('a thing is on the list once: adding it again is refused, with the reason', async ({ bob, sue }) => {
  await add(bob, 'Milk');
  await expect(sue.getByRole('listitem')).toHaveText(['Milk']);
  await add(sue, ' Milk ');
  await expect(sue.getByRole('alert')).toHaveText('It is on the list already.');
  await expect(bob.getByRole('listitem')).toHaveText(['Milk']);
});
