import type { ServerProgram } from '../processes/workshop.ts';

export type PlayerKind = 'ws' | 'socket.io' | 'colyseus' | 'logux' | 'bare' | 'link';

/** A server and the clients that play on it. */
export interface System {
  readonly name: string;
  readonly server: ServerProgram;
  /** When a relay sends. */
  readonly mode?: 'plain' | 'coalescing' | 'durable';
  /** Whether the server keeps the record in a folder of its own. */
  readonly isOnDisk?: true;
  readonly players: PlayerKind;
}

export const systems = {
  ws: { name: 'ws relay', server: 'server-ws', mode: 'plain', players: 'ws' },
  wsCoalescing: { name: 'ws relay, coalescing', server: 'server-ws', mode: 'coalescing', players: 'ws' },
  wsDurable: { name: 'ws relay, fdatasync before sending', server: 'server-ws', mode: 'durable', players: 'ws' },
  socketIo: { name: 'Socket.IO relay', server: 'server-socket-io', mode: 'plain', players: 'socket.io' },
  socketIoCoalescing: {
    name: 'Socket.IO relay, coalescing',
    server: 'server-socket-io',
    mode: 'coalescing',
    players: 'socket.io',
  },
  colyseus: { name: 'Colyseus', server: 'server-colyseus', players: 'colyseus' },
  logux: { name: 'Logux', server: 'server-logux', players: 'logux' },
  memoryBare: { name: 'Hero in memory, bare client', server: 'server-hero', players: 'bare' },
  memory: { name: 'Hero in memory', server: 'server-hero', players: 'link' },
  diskBare: { name: 'Hero on disk, bare client', server: 'server-hero', isOnDisk: true, players: 'bare' },
  disk: { name: 'Hero on disk', server: 'server-hero', isOnDisk: true, players: 'link' },
} as const satisfies Readonly<Record<string, System>>;

export type SystemName = keyof typeof systems;
