import { setTimeout as sleep } from 'node:timers/promises';
import { rules } from '@button/mutations';
import { join } from '@button/transport/client';
import { createRoom } from '../../hero/create-room.ts';
import { HeroProcess } from '../../hero/hero-process.ts';
import { missingRooms, playRooms } from '../played-rooms.ts';
import { broken, type Trial } from '../trial.ts';

const DAY = 24 * 60 * 60_000;
const HOUR = 60 * 60_000;

/** Runs before Hero: its wall clock is off by this much, after that many milliseconds. */
function clockOff(by: number, after = 0): string {
  return `const now = Date.now, begun = now(); Date.now = () => now() + (now() - begun < ${after} ? 0 : ${by});`;
}

export const clockAhead: Trial = {
  what: 'Hero is started once with its clock 40 days ahead',
  async run() {
    const { folder, rooms } = await playAndStop();
    const ahead = await HeroProcess.start({ folder, preload: clockOff(40 * DAY) });
    const here = await missingRooms(ahead.url, rooms.slice(0, 2));
    await ahead.stop();
    const hero = await HeroProcess.start({ folder });
    const missing = await missingRooms(hero.url, rooms);
    await hero.stop();
    return broken({
      'played rooms are gone while the clock is ahead': here.length === 0,
      [`played rooms are gone afterwards: ${missing.join(', ')}`]: missing.length === 0,
    });
  },
};

export const clockBack: Trial = {
  what: 'the clock goes back an hour while people play',
  async run() {
    const goesBackAfter = 1_500;
    const hero = await HeroProcess.start({ preload: clockOff(-HOUR, goesBackAfter) });
    const link = await join({ rules, url: hero.url, room: await createRoom(hero.url), name: 'Sue' });
    await sleep(2 * goesBackAfter);
    const first = await timeOfPush();
    await sleep(1_000);
    const apart = (await timeOfPush()) - first;
    const notNow = link.view.notNow;
    link.close();
    await hero.stop();
    return broken({
      [`two pushes a second apart are ${apart} ms apart in the record`]: apart > 500 && apart < 10_000,
      'the page was told to wait': notNow === null,
    });

    async function timeOfPush(): Promise<number> {
      const round = link.view.officialState?.round ?? 0;
      await link.emit({ type: 'push', round });
      const [push] = link.view.officialState?.pushes ?? [];
      await link.emit({ type: 'startNextRound', round });
      return push?.serverTime ?? NaN;
    }
  },
};

/** A Hero on whose record people have played. */
export async function playAndStop() {
  const hero = await HeroProcess.start();
  const rooms = await playRooms(hero.url, 5);
  await hero.stop();
  return { folder: hero.folder, rooms };
}
