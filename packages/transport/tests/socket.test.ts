import { badConditions } from './bad-conditions.ts';
import { transportContract } from './contract.ts';
import { SocketHarness } from './socket-harness.ts';

transportContract('Socket.IO over WebSocket', () => SocketHarness.open());
transportContract('Socket.IO over polling, where WebSocket is refused', () =>
  SocketHarness.open({ rejectsWebSocket: true }),
);
transportContract('Socket.IO, under bad conditions', () => SocketHarness.open({ prepare: badConditions }));
