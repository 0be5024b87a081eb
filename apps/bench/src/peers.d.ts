/**
 * The few parts of the peers that the benchmark uses, so that it can be checked without them: they are installed on
 * demand, by `npm run bench`.
 */
declare module '@colyseus/core' {
  export interface Client {
    readonly sessionId: string;
    send(type: string, message: unknown): void;
  }
  export abstract class Room<State extends object> {
    readonly state: State;
    setState(state: State): void;
    patchRate: number | null;
    broadcast(type: string, message: unknown): void;
    broadcastPatch(): boolean;
    onMessage(type: string, listener: (client: Client, message: unknown) => void): void;
    setSeatReservationTime(seconds: number): void;
  }
  export class Server {
    constructor(options: { readonly transport: object; readonly greet: boolean });
    define(name: string, room: new () => Room<object>): { filterBy(options: readonly string[]): void };
    listen(port: number, host: string): Promise<void>;
  }
}

declare module '@colyseus/ws-transport' {
  import type { Server } from 'node:http';

  export class WebSocketTransport {
    listen(port: number): void;
    constructor(options: { readonly server: Server; readonly pingInterval: number });
  }
}

declare module '@colyseus/schema' {
  export const Encoder: { BUFFER_SIZE: number };
  export function schema<State extends object>(
    fields: Readonly<
      Record<keyof State, { readonly map: string } | { readonly type: string; readonly default: unknown }>
    >,
  ): new () => State;
}

declare module 'colyseus.js' {
  export interface Room<State> {
    readonly sessionId: string;
    readonly state: State;
    send(type: string, message: unknown): void;
    onMessage(type: string, listener: (message: unknown) => void): void;
    onStateChange(listener: (state: State) => void): void;
    leave(): Promise<unknown>;
  }
  export class Client {
    constructor(url: string);
    joinOrCreate<State>(room: string, options: object): Promise<Room<State>>;
  }
}

declare module '@logux/server' {
  import type { Server } from 'node:http';

  interface Context {
    readonly nodeId: string;
    readonly clientId: string;
    readonly params: Readonly<Record<string, string>>;
  }
  export interface LoguxAction {
    readonly type: string;
    readonly room?: string;
    readonly client?: string;
    readonly round?: number;
  }
  export class BaseServer {
    constructor(options: {
      readonly subprotocol: number;
      readonly minSubprotocol: number;
      readonly server: Server;
      readonly env: 'production';
    });
    auth(check: () => boolean): void;
    type(
      name: string,
      callbacks: {
        readonly access: () => boolean;
        readonly process?: (context: Context, action: LoguxAction) => void;
        readonly resend: (context: Context, action: LoguxAction) => string;
      },
    ): void;
    channel(
      pattern: string,
      callbacks: {
        readonly access: () => boolean;
        readonly load: (context: Context) => object;
        readonly unsubscribe: (context: Context) => void;
      },
    ): void;
    process(action: LoguxAction): Promise<unknown>;
    listen(): Promise<void>;
  }
}

declare module '@logux/core' {
  import type { WebSocket } from 'ws';

  export interface Meta {
    readonly id: string;
    readonly time: number;
    readonly added: number;
  }
  /** An action of the game, or Logux's own about one. */
  interface GameAction {
    readonly id?: string;
    readonly people?: readonly string[];
    readonly round?: number;
  }
  export class MemoryStore {
    clean(): Promise<void>;
  }
  export class Log {
    constructor(options: { readonly nodeId: string; readonly store: MemoryStore });
    add(
      action: object,
      meta: { readonly id: string; readonly sync: boolean; readonly reasons: readonly string[] },
    ): unknown;
    generateId(): string;
    removeReason(reason: string, criteria: { readonly id: string }): Promise<void>;
    type(name: string, listener: (action: GameAction, meta: Meta) => void): void;
  }
  export interface Connection {
    on(event: 'connect', listener: () => void): void;
    destroy(): void;
  }
  export class WsConnection implements Connection {
    on(event: 'connect', listener: () => void): void;
    constructor(url: string, socket: typeof WebSocket);
    destroy(): void;
  }
  export class Reconnect implements Connection {
    on(event: 'connect', listener: () => void): void;
    constructor(connection: Connection);
    destroy(): void;
  }
  export class ClientNode {
    readonly connection: Connection & { connect(): Promise<void> };
    catch(listener: (error: Error) => void): void;
    constructor(
      nodeId: string,
      log: Log,
      connection: Connection,
      options: { readonly subprotocol: number; readonly onSend: (action: object, meta: Meta) => unknown },
    );
    destroy(): void;
  }
}
