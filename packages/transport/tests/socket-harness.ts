import * as v from 'valibot';
import type { Recorded } from '@button/sync/log';
import { linesSchema } from '../src/wire/lines.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { io, type Socket } from 'socket.io-client';
import { RoomLink, type RoomOptions } from '../src/client/index.ts';
import {
  Broadcaster,
  openSocketServer,
  Proxies,
  serveRooms,
  type Authenticate,
  type ConnectionLimits,
  type SocketServer,
  type TrustedProxies,
} from '../src/server/index.ts';
import type { Harness } from './contract.ts';
import { FakeRooms } from './fake-rooms.ts';

/** A rejection or failure that the server reported. */
export interface Report {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

interface SocketSetting {
  readonly rejectsWebSocket?: boolean;
  readonly trusted?: TrustedProxies;
  readonly authenticate?: Authenticate;
  readonly limits?: Partial<ConnectionLimits>;
  readonly origins?: readonly string[];
  readonly isOverloaded?: () => boolean;
  /** Called with every new link. */
  readonly prepare?: (link: RoomLink<Notes, NotesIntent>) => void;
}

interface SocketHarnessParts {
  readonly url: string;
  readonly server: SocketServer;
  readonly broadcaster: Broadcaster<NotesIntent>;
  readonly rooms: FakeRooms<Notes, NotesIntent>;
  readonly reports: readonly Report[];
  readonly prepare: (link: RoomLink<Notes, NotesIntent>) => void;
}

/** Fake rooms behind real Socket.IO on the loopback address. */
export class SocketHarness implements Harness, Omit<SocketHarnessParts, 'prepare'> {
  readonly url: string;
  readonly server: SocketServer;
  readonly broadcaster: Broadcaster<NotesIntent>;
  readonly rooms: FakeRooms<Notes, NotesIntent>;
  readonly reports: readonly Report[];
  readonly #prepare: SocketHarnessParts['prepare'];
  readonly #links: RoomLink<Notes, NotesIntent>[] = [];
  readonly #sockets: Socket[] = [];

  private constructor({ url, server, broadcaster, rooms, reports, prepare }: SocketHarnessParts) {
    this.url = url;
    this.server = server;
    this.broadcaster = broadcaster;
    this.rooms = rooms;
    this.reports = reports;
    this.#prepare = prepare;
  }

  static async open(setting: SocketSetting = {}): Promise<SocketHarness> {
    const { rejectsWebSocket = false, trusted = 0, authenticate, prepare = () => undefined } = setting;
    const { limits, origins, isOverloaded = () => false } = setting;
    const http = createServer();
    const reports: Report[] = [];
    const report = (code: string, details: Report['details']) => void reports.push({ code, details });
    const onRejected = (code: string, address: string) => report(code, { address });
    const proxies = new Proxies(trusted);
    const server = openSocketServer({ maxMessageBytes: 1024, limits, origins, proxies, onRejected });
    const broadcaster = new Broadcaster<NotesIntent>(server, limits?.unsentBytes);
    const rooms = await FakeRooms.open(notesRules, (room, lines) => broadcaster.broadcast(room, lines));
    serveRooms(server, rooms, broadcaster, {
      maxMessageBytes: 1024,
      proxies,
      isOverloaded,
      authenticate,
      iceServers: () => [],
      onRejected: report,
      onFailure: (error) => reports.push({ code: 'failure', details: { error } }),
    });
    server.attach(http);
    // Like some office proxies, which answer a request to upgrade as if it were an ordinary one.
    if (rejectsWebSocket) http.removeAllListeners('upgrade');
    const port = await new Promise<number>((resolve) => {
      http.listen(0, '127.0.0.1', () => resolve(portOf(http.address())));
    });
    return new SocketHarness({ url: `http://127.0.0.1:${port}`, server, broadcaster, rooms, reports, prepare });
  }

  enter(
    name: string | null,
    room = FakeRooms.ROOM,
    more: Partial<RoomOptions<Notes, NotesIntent>> = {},
  ): RoomLink<Notes, NotesIntent> {
    const link = new RoomLink({ rules: notesRules, room, name, watches: name === null, url: this.url, ...more });
    this.#prepare(link);
    this.#links.push(link);
    return link;
  }

  cut(): void {
    for (const socket of this.server.sockets.sockets.values()) socket.conn.close(true);
  }

  /** A bare socket, which may send anything. */
  async connectRaw(
    options: {
      readonly transports?: string[];
      readonly extraHeaders?: Record<string, string>;
      readonly query?: Record<string, string>;
    } = {},
  ): Promise<Socket> {
    const query = { ...address, ...options.query };
    const socket = io(this.url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options, query });
    this.#sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    return socket;
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.close();
    for (const socket of this.#sockets) socket.disconnect();
    await this.server.close();
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  return address.port;
}

/** The query of a page of this version. */
const address = { room: FakeRooms.ROOM, protocol: '5', rules: notesRules.id };

/** The lines of a message. */
export function linesIn(message: unknown): readonly Recorded<NotesIntent>[] {
  return v.parse(linesSchema<NotesIntent>(), message);
}

/** Resolves with the next message of this name. */
export function next(socket: Socket, event: string): Promise<unknown> {
  return new Promise((resolve) => socket.once(event, resolve));
}
