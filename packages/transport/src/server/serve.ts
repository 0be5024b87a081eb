import type { House, Intent } from '@button/sync';
import type { IceServer } from '../wire/to-client.ts';
import { addressOf } from './address.ts';
import type { Broadcaster } from './broadcaster.ts';
import { SocketConnection } from './socket-connection.ts';
import type { SocketServer } from './socket-server.ts';
import { Visit, type VisitSetting } from './visit.ts';

export interface ServeSetting extends VisitSetting {
  /** There is a proxy of our own in front, whose X-Forwarded-For is to be believed. */
  readonly trustProxy: boolean;
  /** What a page that is let in needs for direct links; passwords in it should be new each time. */
  readonly iceServers: () => readonly IceServer[];
}

/** Brings every connection to the rooms. */
export function serve<State, I extends Intent>(
  server: SocketServer,
  house: House<State, I>,
  broadcaster: Broadcaster<I>,
  setting: ServeSetting,
): void {
  server.on('connection', (socket) => {
    const address = addressOf(socket, setting.trustProxy);
    const connection = new SocketConnection<State, I>(socket, broadcaster, address, setting.iceServers);
    const visit = new Visit(house, socket, connection, setting);
    socket.onAny((name: unknown, ...payload: unknown[]) => {
      try {
        visit.handle(name, withoutAcknowledgement(payload));
      } catch (error) {
        setting.onFailure(error);
        connection.close();
      }
    });
    socket.on('disconnect', () => visit.leave());
  });
}

/** Socket.IO passes the way to acknowledge an event as a last argument. There are no acknowledgements in the protocol. */
function withoutAcknowledgement(payload: readonly unknown[]): readonly unknown[] {
  return typeof payload.at(-1) === 'function' ? payload.slice(0, -1) : payload;
}
