import { badRoads } from './bad-roads.ts';
import { transportContract } from './contract.ts';
import { SocketGround } from './socket-ground.ts';

transportContract('Socket.IO over WebSocket', () => SocketGround.open());
transportContract('Socket.IO over polling, where WebSocket is refused', () =>
  SocketGround.open({ refusesWebSocket: true }),
);
transportContract('Socket.IO, on bad roads', () => SocketGround.open({ roads: badRoads }));
