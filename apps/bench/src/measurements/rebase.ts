import { rules, type GameIntent, type State } from '@button/mutations';
import { Client } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import { compare, type Row } from '../result/row.ts';
import type { Measurement } from './measurement.ts';
import { Series, takeTurns } from './series.ts';

const TURNS = { warmUp: 100, turns: 300 };
const WAITING = [10, 100, 1_000];
const BOB = { clientId: 1, person: 'Bob' };
const SUE = { clientId: 2, person: 'Sue' };

export const rebase: Measurement = {
  title: 'A page with actions that wait',
  about: 'From the call until the page has a new state to paint. A frame at 60 Hz takes 16.7 ms.',
  async measure() {
    const push = (client: Client<State, GameIntent>) => void client.emit({ type: 'push', round: 1 });
    const rows = [...(await measure('an official line', sueIsRenamed)), ...(await measure('a push', push))];
    return [{ title: 'until the new state', rows }];
  },
};

async function measure(title: string, act: (client: Client<State, GameIntent>) => void): Promise<readonly Row[]> {
  const series = (waiting: number) =>
    new Series(async () => {
      const client = bobsPage(waiting);
      const begun = performance.now();
      act(client);
      return performance.now() - begun;
    });
  const none = series(0);
  const some = WAITING.map((waiting) => ({
    what: `show ${title}, ${inWords(waiting)} waiting`,
    turns: series(waiting),
  }));
  await takeTurns([none, ...some.map(({ turns }) => turns)], TURNS);
  const rival = { what: 'none waiting', samples: none.samples };
  return some.map(({ what, turns }) => compare('ms', { what, samples: turns.samples }, rival));
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}

/** Bob's client, in a room with Sue. Its actions never reach Hero. */
function bobsPage(waiting: number): Client<State, GameIntent> {
  const client = new Client({
    rules,
    outbox: { emit: () => undefined, catchUp: () => undefined, toPeers: () => undefined },
  });
  const people = [BOB, SUE].map(({ clientId, person }) => ({
    id: person,
    name: person,
    nameKeys: [],
    clients: [clientId],
  }));
  const state = { ...rules.initialState, people };
  const clients = [BOB, SUE].map(({ clientId, person }) => [clientId, { clientSeq: 0, person }] as const);
  const snapshot = { epoch: 'epoch', continues: null, serverSeq: 2, serverTime: 0, state, clients };
  client.handleWelcome({ ...BOB, catchUp: { snapshot } });
  for (let n = 1; n <= waiting; n += 1) void client.emit({ type: 'takeName', name: `Bob ${n}` });
  return client;
}

function sueIsRenamed(client: Client<State, GameIntent>): void {
  const line: Recorded<GameIntent> = {
    kind: 'action',
    clientId: SUE.clientId,
    clientSeq: 1,
    serverSeq: 3,
    serverTime: 1,
    action: { type: 'takeName', name: 'Susan' },
  };
  client.handleActionsFromServer([line]);
}
