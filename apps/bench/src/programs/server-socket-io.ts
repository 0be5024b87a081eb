import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { listensOn } from '../processes/measured-server.ts';
import type { EventsOfRelay, EventsToRelay } from '../relay/line.ts';
import { RelayRooms } from '../relay/relay-rooms.ts';
import { coalescing, plain, type Send } from '../relay/teller.ts';

/** A relay on Socket.IO: the least that a game over Socket.IO costs. */
const [port = '0', way = 'plain'] = process.argv.slice(2);

const http = createServer();
const io = new Server<EventsToRelay, EventsOfRelay>(http, {
  serveClient: false,
  transports: ['websocket'],
  pingInterval: 10_000,
  pingTimeout: 10_000,
});

const send: Send = (room, lines) => {
  rooms.apply(room, lines);
  const [line] = lines;
  if (lines.length === 1 && line) io.to(room).emit('line', line);
  else io.to(room).emit('lines', lines);
};
const rooms = new RelayRooms(way === 'plain' ? plain(send) : coalescing(send));

io.on('connection', (socket) => {
  socket.on('enter', (room) => {
    void socket.join(room);
    const { press, leave } = rooms.enter(room, (welcome) => socket.emit('welcome', welcome));
    socket.on('press', press);
    socket.on('disconnect', leave);
  });
});

http.listen(Number(port), '127.0.0.1', () => {
  const address = http.address();
  if (typeof address === 'object' && address) listensOn(address.port);
});
