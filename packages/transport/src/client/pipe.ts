import { io, type Socket } from 'socket.io-client';
import type { GenericSchema } from 'valibot';
import { checkMessage } from '../wire/check.ts';
import type { EventsToClient, EventsToHero, Unchecked } from '../wire/events.ts';

/** Socket.IO with our events. What comes in is unknown until it was checked. */
export type Pipe = Socket<Unchecked<EventsToClient>, EventsToHero>;

/** An attempt to connect that takes longer is given up, in milliseconds. */
const CONNECT_WITHIN = 5_000;

/**
 * Socket.IO as a pipe and nothing more: its reconnection, retries and buffers are not used. WebSocket first; polling
 * where that is refused.
 */
export function openPipe(url: string | undefined): Pipe {
  const options = {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    timeout: CONNECT_WITHIN,
    reconnection: false,
    autoConnect: false,
  };
  return url === undefined ? io(options) : io(url, options);
}

export type Handle<Message> = (message: Message) => void;

/** What comes from the network is checked before anything else; a connection that carries nonsense is ended. */
export function hear<Message>(
  pipe: Pipe,
  event: keyof EventsToClient,
  schema: GenericSchema<unknown, Message>,
  handle: Handle<Message>,
): void {
  pipe.on(event, (input: unknown) => {
    const checked = checkMessage(schema, input);
    if ('wrong' in checked) pipe.disconnect();
    else handle(checked.message);
  });
}
