import type { House, Intent } from '@button/sync';
import { addressOf } from './address.ts';
import type { IceServer } from '../wire/events.ts';
import type { Announcer } from './announcer.ts';
import type { Pipe } from './pipe.ts';
import { SocketLine } from './socket-line.ts';
import { Visit, type VisitSetting } from './visit.ts';

export interface ServeSetting extends VisitSetting {
  /** There is a proxy of our own in front, whose X-Forwarded-For is to be believed. */
  readonly trustProxy: boolean;
  /** What pages need for direct links, given to whoever is let in; passwords in it should be new each time. */
  readonly iceServers: () => readonly IceServer[];
}

/** Brings everybody who connects to the house. */
export function serve<State, I extends Intent>(
  pipe: Pipe,
  house: House<State, I>,
  announcer: Announcer<I>,
  setting: ServeSetting,
): void {
  pipe.on('connection', (socket) => {
    const address = addressOf(socket, setting.trustProxy);
    const line = new SocketLine<State, I>(socket, announcer, address, setting.iceServers);
    const visit = new Visit(house, socket, line, setting);
    socket.onAny((event: unknown, ...payload: unknown[]) => {
      try {
        visit.hear(event, payload);
      } catch (error) {
        setting.onFailure(error);
        line.close();
      }
    });
    socket.on('disconnect', () => visit.leave());
  });
}
