import * as ar from '../src/i18n/languages/ar.ts';
import * as es from '../src/i18n/languages/es.ts';
import { expect, test } from './players.ts';
import { expectNothingCutOff, join, push, startRoom, verdict } from './room.ts';

test(
  'a page in English, one in Spanish and one in Arabic name the same winner, each in its words',
  { tag: '@alone' },
  async ({ bob, players: people }) => {
    const room = await startRoom(bob, 'Bob');
    const eva = await people.arrive('Eva', { locale: 'es-MX' });
    const ali = await people.arrive('Ali', { locale: 'ar-EG' });
    await join(eva, room, 'Eva', es.words);
    await join(ali, room, 'علي', ar.words);
    await expect(ali.locator('html')).toHaveAttribute('dir', 'rtl');
    await push(ali, ar.words);
    await expect(verdict(ali)).toContainText('فاز ⁨علي⁩!');
    await expect(verdict(bob)).toContainText('⁨علي⁩ won!');
    await expect(verdict(eva)).toContainText('¡Ha ganado ⁨علي⁩!');
    await expectNothingCutOff(ali);
  },
);

test('a language is chosen on the page, and is still spoken after a reload', { tag: '@alone' }, async ({ bob }) => {
  await bob.goto('/');
  await bob.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'العربية' });
  await expect(bob.getByRole('heading', { name: 'اضغط الزر أولاً!' })).toBeVisible();
  await bob.reload();
  await expect(bob.locator('html')).toHaveAttribute('lang', 'ar');
  await bob.getByRole('combobox', { name: 'اللغة' }).selectOption({ label: 'español' });
  await expect(bob.getByRole('button', { name: 'Crear una sala' })).toBeVisible();
  await expect(bob.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('a language that cannot be loaded is not taken, and one is told', { tag: '@alone' }, async ({ bob }) => {
  await bob.goto('/');
  await bob.route(/assets\/ar-/, (route) => route.abort());
  await bob.getByRole('combobox', { name: 'Language' }).selectOption('ar');
  await expect(bob.getByText('That language could not be loaded.')).toBeVisible();
  await expect(bob.getByRole('combobox', { name: 'Language' })).toHaveValue('en');
});

test(
  'a page whose language cannot be loaded speaks English, and one without any word says so',
  { tag: '@alone' },
  async ({ players: people }) => {
    const ali = await people.arrive('Ali', { locale: 'ar' });
    await ali.route(/assets\/ar-/, (route) => route.abort());
    await ali.goto('/');
    await expect(ali.getByRole('button', { name: 'Start a room' })).toBeVisible();
    await ali.route(/assets\/en-/, (route) => route.abort());
    await ali.reload();
    await expect(ali.getByRole('heading', { name: 'The game could not be loaded' })).toBeVisible();
    await ali.unroute(/assets\/en-/);
    await ali.getByRole('button', { name: 'Load again' }).click();
    await expect(ali.getByRole('button', { name: 'Start a room' })).toBeVisible();
  },
);

test('a refusal is told in the language of whoever is refused', { tag: '@alone' }, async ({ players: people }) => {
  const eva = await people.arrive('Eva', { locale: 'es' });
  await eva.goto('/r/NOWHERE');
  await eva.getByRole('textbox', { name: 'Tu nombre' }).fill('Eva');
  await eva.getByRole('button', { name: 'Entrar' }).click();
  await expect(eva.getByRole('heading', { name: 'No existe esa sala' })).toBeVisible();
});
