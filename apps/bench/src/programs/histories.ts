import { randomInt, randomUUID } from 'node:crypto';
import { EmbeddedLogs } from '@button/logs/embedded';
import { rules, type GameIntent, type State } from '@button/mutations';
import { Hero, type Session } from '@button/sync/hero';
import { allHistories, roomOf, type History } from '../measurements/histories.ts';

/** Makes rooms with long histories. Sessions at a Hero in this process play them, without a network. */
const BATCH = 1_000;
/** Both players push, and one of them starts the next round. */
const ACTIONS_IN_A_ROUND = 3;

type Page = Session<State, GameIntent>;

const [path = ''] = process.argv.slice(2);

async function record(logs: EmbeddedLogs<GameIntent>, history: History): Promise<void> {
  const { initialState: state, version } = rules;
  const beginning = { version, epoch: randomUUID(), serverSeq: 0, serverTime: Date.now(), state, lastSeqs: {} };
  const log = await logs.create(roomOf(history), beginning);
  const hero = await Hero.open<State, GameIntent>({
    rules,
    log,
    clientId: `hero-${randomUUID()}`,
    now: () => Date.now(),
    drawSeed: () => randomInt(2 ** 32),
    onFailure: fail,
  });
  const pages = [await join(hero, 'Bob'), await join(hero, 'Sue')];
  await play(pages, history.actions);
  for (const { clientId: client } of pages) await hero.emit({ type: 'leave', client });
  await hero.finish();
  hero.close();
}

async function join(hero: Hero<State, GameIntent>, name: string): Promise<Page> {
  const person = randomUUID();
  const session = await hero.join({
    connection: { subscribe: ignore, welcome: ignore, send: ignore, close: ignore },
    person,
    returning: null,
    freshId: randomUUID(),
    arrive: async (client) => {
      await hero.emit({ type: 'enter', client, newcomer: person, name });
      return null;
    },
  });
  return 'denied' in session ? fail() : session;
}

async function play(pages: readonly Page[], actions: number): Promise<void> {
  const clientSeqs = new Map<Page, number>();
  for (let done = 0; done < actions; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, actions - done) }, (_, index) => {
      const { page, action } = actionAt(pages, done + index);
      const clientSeq = (clientSeqs.get(page) ?? 0) + 1;
      clientSeqs.set(page, clientSeq);
      return page.emit(clientSeq, action);
    });
    await Promise.all(batch);
  }
}

function actionAt(pages: readonly Page[], number: number): { readonly page: Page; readonly action: GameIntent } {
  const round = 1 + Math.floor(number / ACTIONS_IN_A_ROUND);
  const step = number % ACTIONS_IN_A_ROUND;
  const page = pages[step % pages.length];
  if (!page) throw new Error('there are no pages');
  return { page, action: { type: step < pages.length ? 'clickTheButton' : 'startNextRound', round } };
}

function ignore(): void {}

function fail(): never {
  throw new Error('Hero failed, or denied a player.');
}

const logs = await EmbeddedLogs.open<GameIntent>({ path, version: rules.version, maxBytes: 10_000_000_000 });
for (const history of allHistories) await record(logs, history);
await logs.close();
