import { WebSocket } from 'ws';
import type { RelayMessage, Welcome } from '../relay/relay-message.ts';
import type { Player } from './player.ts';
import { RelayView } from './relay-view.ts';

/** Enters a room of the relay on bare WebSockets. */
export function enterWs(url: string, room: string): Promise<Player> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/${room}`, { perMessageDeflate: false });
  const knows = new RelayView();
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString());
      if (!isOfRelay(message)) return;
      if ('welcome' in message) {
        knows.handleWelcome(message);
        const press = (round: number) => socket.send(`{"press":${round}}`);
        resolve({ knows, press, leave: () => socket.close() });
      } else knows.handleMessages('length' in message ? message : [message]);
    });
  });
}

/** Trusted: it comes from our own relay. */
function isOfRelay(message: unknown): message is Welcome | RelayMessage | readonly RelayMessage[] {
  return typeof message === 'object' && message !== null;
}
