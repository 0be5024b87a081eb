import { enterBare } from '../players/bare-player.ts';
import { enterColyseus } from '../players/colyseus-player.ts';
import { enterWithLink } from '../players/link-player.ts';
import { enterLogux } from '../players/logux-player.ts';
import type { Enter } from '../players/player.ts';
import { enterSocketIo } from '../players/socket-io-player.ts';
import { enterWs } from '../players/ws-player.ts';
import type { PlayerKind } from './systems.ts';

export const enterAs: Readonly<Record<PlayerKind, Enter>> = {
  ws: enterWs,
  'socket.io': enterSocketIo,
  colyseus: enterColyseus,
  logux: enterLogux,
  bare: enterBare,
  link: enterWithLink,
};
