import { createServer } from 'node:http';
import { BaseServer } from '@logux/server';
import { listensOn } from '../processes/measured-server.ts';

/** The small game on Logux: a room is a channel, and a press is an action that is sent again to the channel. */
const [port = '0'] = process.argv.slice(2);

interface Game {
  readonly people: Set<string>;
  round: number;
  winner: string | null;
}
const games = new Map<string, Game>();

function gameIn(room = ''): Game {
  const game = games.get(room) ?? { people: new Set(), round: 0, winner: null };
  games.set(room, game);
  return game;
}

const http = createServer();
const logux = new BaseServer({ subprotocol: 1, minSubprotocol: 1, server: http, env: 'production' });
const channelOf = (room = '') => `rooms/${room}`;
const access = () => true;

logux.auth(access);
logux.channel('rooms/:room', {
  access,
  load({ params: { room = '' }, nodeId }) {
    const { people, round, winner } = gameIn(room);
    const welcome = { type: 'welcome', people: [...people], round, winner };
    people.add(nodeId);
    void logux.process({ type: 'entered', room, client: nodeId });
    return welcome;
  },
  unsubscribe({ params: { room = '' }, nodeId }) {
    gameIn(room).people.delete(nodeId);
    void logux.process({ type: 'left', room, client: nodeId });
  },
});
for (const type of ['entered', 'left']) logux.type(type, { access, resend: (_context, { room }) => channelOf(room) });
logux.type('press', {
  access,
  process({ nodeId }, { room, round = 0 }) {
    const game = gameIn(room);
    if (round <= game.round) return;
    game.round = round;
    game.winner = nodeId;
  },
  resend: (_context, { room }) => channelOf(room),
});

http.listen(Number(port), '127.0.0.1', () => {
  const address = http.address();
  void logux.listen().then(() => typeof address === 'object' && address && listensOn(address.port));
});
