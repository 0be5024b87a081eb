import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rules } from '@button/mutations';
import { RoomLink } from '@button/transport/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, observe } from '../hero-process.ts';
import { Image } from './image.ts';
import { playBehind } from './play-behind.ts';
import { caddyIsHere, startCaddy } from './proxy.ts';
import { works } from './tools.ts';

const canBuild = process.getuid?.() === 0 && works(['buildah', '--version'], ['unshare', '--mount', 'true']);

describe.skipIf(!canBuild)('where buildah is, and root may use it: the image', () => {
  let image: Image;
  beforeAll(async () => {
    image = await Image.build();
  }, 600_000);
  afterAll(() => image.remove());

  /** Hero in a container, when its own check finds it healthy. */
  async function startHero(environment: Readonly<Record<string, string>> = {}) {
    const PORT = await freePort();
    const hero = observe(image.start(image.config.Cmd, { PORT, ...environment }));
    const url = await hero.address;
    const [, ...check] = image.config.Healthcheck.Test;
    expect(await image.run(check, { PORT })).toEqual({ code: 0, output: '', errors: '' });
    return { ...hero, url };
  }

  const enter = (url: string, room: string, personToken: string | null = null) =>
    new RoomLink({ rules, room, name: 'Bob', watches: false, personToken, url });

  test('contains what Hero loads, and no sources, tests or development packages', async () => {
    expect((await readdir(join(image.root, 'app'))).sort()).toEqual(['apps', 'node_modules', 'package.json']);
    expect(await readdir(join(image.root, 'app/apps/hero'))).toEqual(['dist']);
    expect(await readdir(join(image.root, 'app/apps/web'))).toEqual(['dist']);
    const packages = await readdir(join(image.root, 'app/node_modules'));
    expect(packages).toContain('socket.io');
    expect(packages.filter((name) => /^(@button|vite|vitest|typescript|tsx|react)$/.test(name))).toEqual([]);
  });

  test('is run by a user who may write to /data, and to nothing else', async () => {
    const attempts = `
      const attempt = (file) => { try { fs.writeFileSync(file, ''); return 'written'; } catch ({ code }) { return code; } };
      console.log(process.getuid(), ...['/app/x', '/tmp/x', '/x', '/data/x'].map(attempt));`;
    const { output } = await image.run(['node', '--eval', attempts]);
    expect(output).toBe('1000 EROFS EROFS EROFS written\n');
  });

  test(
    'plays: a push is in the record when Hero was ended and started again, and in a backup',
    { timeout: 120_000 },
    async () => {
      const first = await startHero();
      const response = await fetch(`${first.url}/api/rooms`, { method: 'POST' });
      const { code }: { code: string } = JSON.parse(await response.text());
      const bob = enter(first.url, code);
      await bob.when(({ link }) => link === 'live');
      await bob.emit({ type: 'push', round: 1 });
      const { person } = bob.view;
      bob.close();
      first.child.kill('SIGTERM');
      expect(await first.ended).toMatchObject({ code: 0, errors: '' });

      const second = await startHero();
      const screen = enter(second.url, code);
      const { officialState } = await screen.when(({ link }) => link === 'live');
      screen.close();
      expect(officialState?.personWhoPushedFirst).toBe(person);
      const backup = await image.run(['node', 'apps/hero/dist/backup.js', '/data/rooms.ndjson']);
      expect(backup).toEqual({ code: 0, output: '1 room written to /data/rooms.ndjson\n', errors: '' });
      second.child.kill('SIGTERM');
      await second.ended;
    },
  );

  describe.skipIf(!caddyIsHere)('and where Caddy is: the stack', () => playBehind(startCaddy, { startHero }));
});
