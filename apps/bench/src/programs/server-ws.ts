import { WebSocketServer, type WebSocket } from 'ws';
import { listensOn } from '../processes/measured-server.ts';
import { RelayRooms } from '../relay/relay-rooms.ts';
import { coalescing, durable, plain, type Send } from '../relay/teller.ts';

/** A relay on bare WebSockets: the least that any game over WebSockets costs. */
const [port = '0', way = 'plain', file = ''] = process.argv.slice(2);

const members = new Map<string, Set<WebSocket>>();

const send: Send = (room, lines) => {
  rooms.apply(room, lines);
  const text = JSON.stringify(lines.length === 1 ? lines[0] : lines);
  for (const socket of members.get(room) ?? []) socket.send(text);
};
const ways = { plain: () => plain(send), coalescing: () => coalescing(send), durable: () => durable(send, file) };
const rooms = new RelayRooms(await (way === 'plain' || way === 'coalescing' ? ways[way] : ways.durable)());

const server = new WebSocketServer({ port: Number(port), host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, request) => {
  const room = request.url ?? '';
  const inRoom = members.get(room) ?? new Set();
  members.set(room, inRoom.add(socket));
  const { press, leave } = rooms.enter(room, (welcome) => socket.send(JSON.stringify(welcome)));
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(data.toString());
    if (typeof message === 'object' && message && 'press' in message) press(Number(message.press));
  });
  socket.on('close', () => {
    inRoom.delete(socket);
    if (inRoom.size === 0) members.delete(room);
    leave();
  });
});
server.on('listening', () => listensOn(server.address().port));
