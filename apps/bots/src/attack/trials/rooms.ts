import { HeroProcess } from '../../hero/hero-process.ts';
import { broken, type Trial } from '../trial.ts';
import { Visitors } from './visitors.ts';

export const lockedRoom: Trial = {
  what: 'a removed person, a newcomer and a watcher try to get into a locked room',
  async run() {
    const hero = await HeroProcess.start();
    const visitors = await Visitors.of(hero);
    const [host, sue, mallory] = [
      await visitors.enter('Host'),
      await visitors.enter('Sue'),
      await visitors.enter('Mallory'),
    ];
    const { personToken, person } = mallory.view;
    await host.emit({ type: 'removePerson', who: person ?? '' });
    await host.emit({ type: 'lockRoom', isLocked: true });
    const { personToken: tokenOfSue } = sue.view;
    sue.close();
    const promises = {
      'the removed person comes back with their token': !(await visitors.getsIn('Mallory', { personToken })),
      'the removed person comes back as a newcomer': !(await visitors.getsIn('Mallory again')),
      'the removed person watches': !(await visitors.getsIn('', { watches: true })),
      'a person who was there when it was locked cannot reload': await visitors.getsIn('Sue', {
        personToken: tokenOfSue,
      }),
    };
    host.close();
    await hero.stop();
    return broken(promises);
  },
};

export const fullRoom: Trial = {
  what: 'five watchers fill a room of six',
  async run() {
    const hero = await HeroProcess.start({ environment: { HERO_PEOPLE_PER_ROOM: '6' } });
    const visitors = await Visitors.of(hero);
    const host = await visitors.enter('Host');
    const { personToken } = host.view;
    host.close();
    const watchers = await Promise.allSettled(Array.from({ length: 12 }, () => visitors.enter('', { watches: true })));
    const isBack = await visitors.getsIn('Host', { personToken });
    for (const watcher of watchers) if (watcher.status === 'fulfilled') watcher.value.close();
    await hero.stop();
    return broken({ 'the host cannot come back': isBack });
  },
};
