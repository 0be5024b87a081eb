import type { Page } from '@playwright/test';
import { join, push, startRoom } from '../room.ts';
import type { Players } from './players.ts';

/** Every screen, in every state that it can be in, played as people play. */
export async function story(players: Players): Promise<void> {
  await onTheWayIn(players);
  const bob = await players.sitDown('Bob', 'laptop');
  const sue = await players.sitDown('Sue', 'phone');
  const { words } = players;
  const room = new URL(await startRoom(bob, 'Bob', '/', words)).pathname;
  await sue.goto(room);
  await players.take('alone, and at the door');
  await join(sue, room, 'Sue', words);
  const ann = await players.sitDown('Ann', 'television');
  await join(ann, room, 'Annabelle the Great', words);
  const screen = await players.sitDown('a screen', 'television');
  await screen.goto(`${room}/screen`);
  await status(screen, words.status.pushFirst);
  await players.take('push first');
  await classic(players, { bob, sue, ann });
  await reflex(players, { bob, sue, ann });
  await quiz(players, { bob, sue });
  await whatOneOpens(players, bob, sue);
  await theEnd(players, bob, sue);
}

interface People {
  readonly bob: Page;
  readonly sue: Page;
  readonly ann: Page;
}

async function onTheWayIn(players: Players): Promise<void> {
  const { words } = players;
  const pages = [
    await players.sitDown('somebody', 'phone'),
    await players.sitDown('somebody', 'smallPhone'),
    await players.sitDown('somebody', 'phoneOnItsSide'),
    await players.sitDown('somebody', 'laptop'),
    await players.sitDown('somebody', 'television'),
  ];
  for (const page of pages) {
    await page.goto('/');
    await players.press(page, words.home.start);
  }
  await players.take('home, without a name');
  for (const page of pages) await page.reload();
  await players.take('home');
  for (const page of pages) await page.goto('/nowhere');
  await players.take('an unknown page');
  for (const page of pages) {
    await page.goto('/r/NOWHERE');
    await page.getByRole('textbox', { name: words.name.yours }).fill('Zoe');
    await players.press(page, words.home.join);
    await page.getByRole('heading', { name: words.denied.reasons['unknown-room'].title }).waitFor();
  }
  await players.take('an unknown room');
  for (const page of pages) await players.leave(page);
}

async function classic(players: Players, { bob, sue, ann }: People): Promise<void> {
  const { words } = players;
  await sue.context().setOffline(true);
  await push(sue, words);
  await status(sue, words.status.youPushed);
  await players.take('unverified, and the line is down');
  await sue.context().setOffline(false);
  await status(bob, words.status.won('Sue'));
  await push(ann, words);
  await push(bob, words);
  const finish = bob.getByRole('list', { name: words.finish.title });
  await finish.getByRole('listitem').nth(2).waitFor();
  await players.take('a winner', true);
}

async function reflex(players: Players, { bob, sue, ann }: People): Promise<void> {
  const { words } = players;
  await choose(bob, words.games.reflex.title);
  await status(sue, words.games.reflex.title);
  await players.take('before the round');
  await players.press(bob, words.rounds.start);
  await status(sue, words.status.getReady);
  await push(ann, words);
  await status(ann, words.status.tooEarly);
  await players.take('get ready, and too early');
  await sue.getByText(words.button.lit, { exact: true }).waitFor();
  await players.take('lit');
  await push(sue, words);
  await status(bob, words.status.won('Sue'));
}

async function quiz(players: Players, { bob, sue }: Pick<People, 'bob' | 'sue'>): Promise<void> {
  const { words } = players;
  await choose(bob, words.games.quiz.title);
  await players.press(bob, words.rounds.openBuzzers);
  await status(sue, words.quiz.pushToAnswer);
  await push(sue, words);
  await bob.getByRole('button', { name: words.quiz.wrong }).waitFor();
  await players.take('somebody answers');
  await players.press(bob, words.quiz.wrong);
  await status(sue, words.quiz.notRight);
  await players.take('a wrong answer');
}

async function whatOneOpens(players: Players, bob: Page, sue: Page): Promise<void> {
  const { words } = players;
  await bob.getByText(words.roundHistory.title).click();
  await bob.getByRole('switch', { name: words.links.show }).check();
  await sue.getByRole('switch', { name: words.links.agree }).waitFor();
  await sue.getByRole('button', { name: words.person.changeName }).click();
  await players.take('earlier rounds, direct links, the menu of a person', true);
  await choose(bob, words.games.classic.title);
  for (const page of [bob, sue]) await players.press(page, words.inspector.title);
  await sue.getByRole('heading', { name: words.lab.title }).waitFor();
  await push(sue, words);
  await status(bob, words.status.won('Sue'));
  await players.take('what Hero saw');
}

async function theEnd(players: Players, bob: Page, sue: Page): Promise<void> {
  const { words } = players;
  await players.press(bob, words.inspector.close);
  await players.press(bob, words.host.close);
  await players.press(bob, words.host.reallyClose);
  await sue.getByRole('heading', { name: words.denied.reasons['room-closed'].title }).waitFor();
  await players.take('the room is closed');
}

async function choose(bob: Page, game: string): Promise<void> {
  await bob.getByRole('radio', { name: game }).check();
}

/** Names may be enclosed in invisible characters. */
async function status(page: Page, text: string): Promise<void> {
  const pattern = new RegExp(
    text
      .split(/(?=Sue)|(?<=Sue)/)
      .map(escaped)
      .join('[\\u2068\\u2069]?'),
  );
  await page.getByRole('status').filter({ hasText: pattern }).waitFor();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
