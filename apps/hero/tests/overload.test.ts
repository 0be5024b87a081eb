import { rules } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { expect, test, vi } from 'vitest';
import { start } from './hero-process.ts';

/** From one signal to the next, each turn of the event loop takes 400 ms. */
const blocking = `
  const blockLoop = () => {
    const end = performance.now() + 400;
    while (performance.now() < end);
  };
  process.once('SIGUSR2', () => {
    const timer = setInterval(blockLoop, 1);
    process.once('SIGUSR2', () => clearInterval(timer));
  });`;

const TIME_LIMIT = 30_000;

test(
  'with too much to do, Hero lets no newcomer in, and those who are there play on',
  { timeout: TIME_LIMIT },
  async () => {
    const hero = start({ PORT: '0', HERO_LOG_LEVEL: 'silent' }, { preload: blocking });
    const url = await hero.address;
    const post = () => fetch(`${url}/api/rooms`, { method: 'POST' });
    const made: unknown = await (await post()).json();
    const room = String(Reflect.get(Object(made), 'code'));
    const enter = (name: string, personToken: string | null = null) =>
      new RoomLink({ rules, room, name, personToken, url });
    const bob = enter('Bob');
    await bob.when(({ link }) => link === 'live');

    hero.child.kill('SIGUSR2');
    const readiness = async () => (await fetch(`${url}/readyz`)).text();
    await vi.waitFor(async () => expect(await readiness()).toContain('busy'), TIME_LIMIT);
    const sue = enter('Sue');
    expect(await sue.when(({ notNow }) => notNow !== null)).toMatchObject({ notNow: 'busy', link: 'connecting' });
    expect((await post()).status).toBe(503);
    expect(await bob.emit({ type: 'push', round: 1 })).toMatchObject({ kind: 'official' });
    const { personToken } = bob.view;
    bob.close();
    const bobAgain = enter('Bob', personToken);
    await bobAgain.when(({ link }) => link === 'live');

    hero.child.kill('SIGUSR2');
    await sue.when(({ link }) => link === 'live');
    await vi.waitFor(async () => expect(await readiness()).toContain('"ready"'), TIME_LIMIT);
    for (const link of [sue, bobAgain]) link.close();
    hero.child.kill('SIGTERM');
    expect(await hero.ended).toMatchObject({ code: 0, errors: '' });
  },
);
