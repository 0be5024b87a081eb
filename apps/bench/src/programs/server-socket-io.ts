import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { listensOn } from '../processes/measured-server.ts';
import { coalescing, plain } from '../relay/broadcaster.ts';
import type { EventsOfRelay, EventsToRelay } from '../relay/relay-message.ts';
import { RelayRooms } from '../relay/relay-rooms.ts';

/** A relay on Socket.IO: the least that a game over Socket.IO costs. */
const [port = '0', mode = 'plain'] = process.argv.slice(2);

const http = createServer();
const io = new Server<EventsToRelay, EventsOfRelay>(http, {
  serveClient: false,
  transports: ['websocket'],
  pingInterval: 10_000,
  pingTimeout: 10_000,
});

const rooms = new RelayRooms(mode === 'plain' ? plain : coalescing, (room, messages) => {
  const [message] = messages;
  if (messages.length === 1 && message) io.to(room).emit('news', message);
  else io.to(room).emit('batch', messages);
});

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
