import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { io, type Socket } from 'socket.io-client';
import { RoomLink, type RoomOptions } from '../src/client.ts';
import type { Roads } from '../src/lag.ts';
import { Announcer, openPipe, serve, type Pipe } from '../src/server.ts';
import type { Ground } from './contract.ts';
import { PlayHouse } from './play-house.ts';

export interface Report {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

interface SocketSetting {
  readonly refusesWebSocket?: boolean;
  readonly trustProxy?: boolean;
  /** Good ones, by default. */
  readonly roads?: () => Roads;
}

/** A play house behind real Socket.IO on the loopback address. */
export class SocketGround implements Ground {
  readonly url: string;
  readonly pipe: Pipe;
  readonly announcer: Announcer<NotesIntent>;
  readonly house: PlayHouse<Notes, NotesIntent>;
  /** What was refused, as the log has it. */
  readonly reports: Report[];
  readonly #roads: (() => Roads) | undefined;
  readonly #links: RoomLink<Notes, NotesIntent>[] = [];
  readonly #sockets: Socket[] = [];

  private constructor(
    url: string,
    pipe: Pipe,
    announcer: Announcer<NotesIntent>,
    house: PlayHouse<Notes, NotesIntent>,
    reports: Report[],
    roads: (() => Roads) | undefined,
  ) {
    this.url = url;
    this.pipe = pipe;
    this.announcer = announcer;
    this.house = house;
    this.reports = reports;
    this.#roads = roads;
  }

  static async open(setting: SocketSetting = {}): Promise<SocketGround> {
    const { refusesWebSocket = false, trustProxy = false, roads } = setting;
    const http = createServer();
    const pipe = openPipe(http, { maxMessageBytes: 1024 });
    const announcer = new Announcer<NotesIntent>(pipe);
    const house = await PlayHouse.open(notesRules, (room, recorded) => announcer.tell(room, recorded));
    const reports: Report[] = [];
    serve(pipe, house, announcer, {
      ...{ maxMessageBytes: 1024, trustProxy, iceServers: () => [] },
      onRefused: (code, details) => reports.push({ code, details }),
      onFailure: (error) => reports.push({ code: 'failure', details: { error } }),
    });
    // As an office's proxy does: the request to upgrade is answered as if it were any other.
    if (refusesWebSocket) http.removeAllListeners('upgrade');
    const port = await new Promise<number>((resolve) => {
      http.listen(0, '127.0.0.1', () => resolve(portOf(http.address())));
    });
    return new SocketGround(`http://127.0.0.1:${port}`, pipe, announcer, house, reports, roads);
  }

  enter(
    name: string | null,
    room = PlayHouse.ROOM,
    more: Partial<RoomOptions<Notes, NotesIntent>> = {},
  ): RoomLink<Notes, NotesIntent> {
    const roads = this.#roads?.();
    const link = new RoomLink({
      ...{ rules: notesRules, room, name, personToken: null, url: this.url },
      ...(roads && { roads }),
      ...more,
    });
    this.#links.push(link);
    return link;
  }

  cut(): void {
    for (const socket of this.pipe.sockets.sockets.values()) socket.conn.close(true);
  }

  /** A socket without manners, to say anything. */
  async connectRaw(
    options: { readonly transports?: string[]; readonly extraHeaders?: Record<string, string> } = {},
  ): Promise<Socket> {
    const socket = io(this.url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
    this.#sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    return socket;
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.close();
    for (const socket of this.#sockets) socket.disconnect();
    await this.pipe.close();
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  return address.port;
}

/** The next message of this kind. */
export function next(socket: Socket, event: string): Promise<unknown> {
  return new Promise((resolve) => socket.once(event, resolve));
}
