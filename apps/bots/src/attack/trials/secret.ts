import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeroProcess } from '../../hero/hero-process.ts';
import { missingRooms } from '../played-rooms.ts';
import { broken, type Trial } from '../trial.ts';
import { playAndStop } from './clock.ts';

export const emptySecret: Trial = {
  what: 'the file of the secret is empty after a crash',
  async run() {
    const { folder, rooms } = await playAndStop();
    const file = join(folder, 'secret');
    const secret = await readFile(file);
    await writeFile(file, '');
    const started = await HeroProcess.start({ folder }).then(
      (hero) => hero.stop().then(() => true),
      () => false,
    );
    await writeFile(file, secret);
    const hero = await HeroProcess.start({ folder });
    const missing = await missingRooms(hero.url, rooms);
    await hero.stop();
    return broken({
      'Hero starts without its secret': !started,
      'with the secret back, its people cannot come back': missing.length === 0,
    });
  },
};
