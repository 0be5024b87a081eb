/** The server's end of the wire: brings connections to a house of rooms, and tells rooms what is recorded. */
export { Announcer } from './server/announcer.ts';
export { openPipe, type Pipe } from './server/pipe.ts';
export { serve, type ServeSetting } from './server/serve.ts';
export type { IceServer } from './wire/events.ts';
export { recordedSchema } from './wire/parts.ts';
