import { createServer } from 'node:http';
import { Server } from 'socket.io';
import type { EventsOfRelay, EventsToRelay } from '../players/relay-events.ts';
import { send } from '../processes/helper.ts';

/** The rival: it forwards every message to everyone in the room, the sender included, and checks nothing. */
const http = createServer();
const relay = new Server<EventsToRelay, EventsOfRelay>(http, {
  serveClient: false,
  transports: ['websocket'],
  pingInterval: 10_000,
  pingTimeout: 10_000,
});

relay.on('connection', (socket) => {
  socket.on('enter', (room) => {
    void socket.join(room);
    socket.on('say', (message) => relay.to(room).emit('said', message));
    socket.emit('welcome');
  });
});

http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (typeof address === 'object' && address) send(address.port);
});
process.once('disconnect', () => process.exit());
