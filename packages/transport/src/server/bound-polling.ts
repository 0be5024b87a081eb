import type { Socket } from 'socket.io';

/** In the body of one polling request. A page's resend of a thousand actions is split into bodies that have fewer. */
const MAX_PACKETS = 4_000;
const SEPARATOR = '\u001e';

/** Calls `onTooMany` in place of decoding a body, which Engine.IO does in one go: tens of thousands of packets fit into one. */
export function boundPolling({ transport }: Socket['conn'], onTooMany: () => void): void {
  if (transport.name !== 'polling') return;
  const decode: unknown = Reflect.get(transport, 'onData');
  if (typeof decode !== 'function') throw new Error('Engine.IO has no function of this name.');
  Reflect.set(transport, 'onData', (body: unknown) => {
    if (typeof body === 'string' && hasTooMany(body)) onTooMany();
    else Reflect.apply(decode, transport, [body]);
  });
}

function hasTooMany(body: string): boolean {
  let at = -1;
  for (let packets = 1; packets <= MAX_PACKETS; packets += 1) {
    at = body.indexOf(SEPARATOR, at + 1);
    if (at < 0) return false;
  }
  return true;
}
