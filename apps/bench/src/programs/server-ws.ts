import { open } from 'node:fs/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { listensOn } from '../processes/measured-server.ts';
import { coalescing, durable, plain } from '../relay/broadcaster.ts';
import { RelayRooms } from '../relay/relay-rooms.ts';

/** A relay on bare WebSockets: the least that any game over WebSockets costs. */
const [port = '0', mode = 'plain', path = ''] = process.argv.slice(2);

const members = new Map<string, Set<WebSocket>>();

const inMemory = mode === 'plain' ? plain : coalescing;
const rooms = new RelayRooms(mode === 'durable' ? durable(await open(path, 'a')) : inMemory, (room, messages) => {
  const text = JSON.stringify(messages.length === 1 ? messages[0] : messages);
  for (const socket of members.get(room) ?? []) socket.send(text);
});

const server = new WebSocketServer({ port: Number(port), host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, request) => {
  const room = request.url ?? '';
  const inRoom = members.get(room) ?? new Set();
  members.set(room, inRoom.add(socket));
  const { press, leave } = rooms.enter(room, (welcome) => socket.send(JSON.stringify(welcome)));
  socket.on('message', (data: Buffer) => {
    const message: unknown = JSON.parse(data.toString());
    if (typeof message === 'object' && message && 'press' in message) press(Number(message.press));
  });
  socket.on('close', () => {
    inRoom.delete(socket);
    if (inRoom.size === 0) members.delete(room);
    leave();
  });
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address) listensOn(address.port);
});
