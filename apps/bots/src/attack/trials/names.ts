import { nameOf } from '@button/mutations';
import { HeroProcess } from '../../hero/hero-process.ts';
import { broken, type Trial } from '../trial.ts';
import { Visitors } from './visitors.ts';

const family = '👨‍👩‍👧';

export const names: Trial = {
  what: 'names that cannot be seen, told apart or drawn: invisible letters, twins, half an emoji, nineteen accents',
  async run() {
    const hero = await HeroProcess.start();
    const visitors = await Visitors.of(hero);
    const sue = await visitors.enter('Sue');
    const ann = await visitors.enter('Ann');
    await ann.emit({ type: 'takeName', name: 'SUE' });
    const nameOfAnn = nameIn(ann);
    const [invisible, twin, cyrillic, half, accents, families] = await Promise.all(
      ['\u200b\u2060', 'Su\u200de', 'Sսе', 'Bob \ud83d', `B${'\u0301'.repeat(19)}`, family.repeat(3)].map(nameGot),
    );
    sue.close();
    ann.close();
    await hero.stop();
    return broken({
      'a name of invisible letters is taken': invisible === null,
      'a twin with a zero-width letter is taken': twin !== 'Su\u200de',
      'a twin with letters of other alphabets is taken': cyrillic !== 'Sսе',
      'half an emoji is taken': !/\p{Surrogate}/u.test(half ?? ''),
      'nineteen accents on one letter are taken': !accents?.includes('\u0301'.repeat(19)),
      'SUE is taken beside Sue by renaming': nameOfAnn === 'Ann',
      'three families are refused': families === family.repeat(3),
    });

    /** The name under which the state lists a newcomer who asks for this one; null if they are denied. */
    async function nameGot(name: string): Promise<string | null> {
      const link = await visitors.enter(name).catch(() => null);
      const got = link && nameIn(link);
      link?.close();
      return got;
    }
  },
};

type Link = Awaited<ReturnType<Visitors['enter']>>;

function nameIn({ view: { officialState, person } }: Link): string {
  return officialState && person !== null ? nameOf(officialState, person) : '';
}
