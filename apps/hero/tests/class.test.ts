import { afterEach, beforeEach, expect, test } from 'vitest';
import { enterAsMallory, next, TestHero, type Link } from './running-hero.ts';

/** A class and its teacher, behind one address. */
const PEOPLE = 40;

let hero: TestHero;
let room: string;
beforeEach(async () => {
  // Every limit is as by default.
  hero = await TestHero.start();
  room = await hero.createRoom();
});
afterEach(() => hero.close());

const isLive = ({ link }: Link['view']) => link === 'live';

async function enterAll(count: number): Promise<readonly Link[]> {
  const links = Array.from({ length: count }, (_, index) => hero.enter(room, `Pupil ${index}`));
  await Promise.all(links.map((link) => link.when(isLive)));
  return links;
}

/** The codes with which Hero answers a phone of the same address that types nonsense, more often than it may in a minute. */
async function typeNonsense(times: number): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (let time = 0; time < times; time += 1) {
    const socket = hero.connectRaw({ room: `NONSENSE${time}` });
    socket.emit('enter', enterAsMallory);
    answers.push(await next(socket, 'denied'));
  }
  return answers;
}

function reload(link: Link): Link {
  const { personToken } = link.view;
  link.close();
  return hero.enter(room, 'again', personToken);
}

test('a class of 40 behind one address plays undisturbed, while a phone among them types nonsense codes', async () => {
  const [teacher] = await enterAll(1);
  const answers = await typeNonsense(25);
  expect(answers.at(-1)).toMatchObject({ code: 'too-many-wrong-codes' });
  const pupils = await enterAll(PEOPLE - 1);
  const pushes = await Promise.all(pupils.map((pupil) => pupil.emit({ type: 'push', round: 1 })));
  expect(pushes.every(({ kind }) => kind === 'official')).toBe(true);

  const [reloaded] = await Promise.all([
    Promise.all(pupils.map(reload).map((pupil) => pupil.when(isLive))),
    typeNonsense(5),
  ]);
  expect(reloaded.map(({ person }) => person)).toEqual(pupils.map(({ view }) => view.person));
  await teacher?.when(({ officialState }) => officialState?.pushes.length === PEOPLE - 1);
  await teacher?.emit({ type: 'startNextRound', round: 1 });
  expect(teacher?.view.officialState).toMatchObject({ round: 2, people: { length: PEOPLE } });
});
