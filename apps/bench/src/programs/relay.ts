import { createServer } from 'node:http';
import { Server } from 'socket.io';
import type { EventsOfRelay, EventsToRelay } from '../players/relay-events.ts';
import { say } from '../processes/helper.ts';

/** The rival: it tells everyone in a room, the sender included, whatever one of them says, and looks at nothing. */
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
  if (typeof address === 'object' && address) say(address.port);
});
process.once('disconnect', () => process.exit());
