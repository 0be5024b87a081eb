import { expect, test } from 'vitest';
import { createServer } from 'node:net';
import { start } from './hero-process.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  'Hero prints its address, answers there, and ends with code 0 on %s',
  async (signal) => {
    const hero = start({ PORT: '0' });
    expect((await fetch(`${await hero.address}/livez`)).status).toBe(200);
    hero.child.kill(signal);
    expect(await hero.ended).toMatchObject({ code: 0, errors: '' });
  },
);

test('Hero ends with one clear sentence if its port is in use', async () => {
  const other = createServer();
  const port = await new Promise<string>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve(JSON.stringify(other.address()).match(/"port":(\d+)/)?.[1] ?? ''));
  });
  const { code, errors } = await start({ PORT: port }).ended;
  other.close();
  expect(code).toBe(1);
  expect(errors).toMatch(/^This port is in use: set PORT to another one, for example PORT=3001\..*\n$/);
});

test('Hero ends with a sentence that names the setting if one is invalid', async () => {
  expect(await start({ PORT: 'http' }).ended).toMatchObject({
    code: 1,
    errors: 'PORT must be a whole number from 0 to 65535.\n',
  });
});
