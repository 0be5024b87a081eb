/** A server for any app: HTTP, Socket.IO, rooms, health, limits and shutdown. */
export type { App } from './app.ts';
export { closeOnSignals } from './close-on-signals.ts';
export { serve, type RunningServer, type ServerOptions } from './serve.ts';
export { defaultLimits, defaultTimeouts, spokenCodes, type Limits, type Timeouts } from '@button/rooms';
export { defaultConnectionLimits, type ConnectionLimits, type IceServer } from '@button/transport/server';
