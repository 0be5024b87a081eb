import type { Attack, Target } from '../attack.ts';
import { createRoomFrom } from '../create-room-from.ts';
import { again, atRate, together } from '../pace.ts';
import { RawSocket } from '../raw-socket.ts';

/** Enters a room of its own, sends what `packetOf` makes at this rate, and comes back when it is cut. */
async function flood(target: Target, room: string, perSecond: number, packetOf: (clientSeq: number) => string) {
  const socket = await RawSocket.enter(target, room);
  let clientSeq = 0;
  await atRate(perSecond, () => {
    // What the system does not take is not sent: it would only fill the attacker's own memory.
    if (socket.unsent > MAX_UNSENT) return !socket.isClosed;
    socket.packet(packetOf((clientSeq += 1)));
    target.tally.add('messages');
    return !socket.isClosed;
  });
}
const MAX_UNSENT = 10_000_000;

const push = (clientSeq: number) => `42["emit",[${clientSeq},{"type":"push","round":1}]]`;

export const actions: Attack = {
  what: 'one page sends 51,000 actions a second over its limit',
  async run(target) {
    const room = await createRoomFrom(target);
    await again(() => flood(target, room, 51_000, push));
  },
};

export const megabytes: Attack = {
  what: 'one page sends 72 messages of 1 MB a second',
  async run(target) {
    const room = await createRoomFrom(target);
    const big = 'x'.repeat(1_000_000);
    await again(() =>
      flood(target, room, 72, (clientSeq) => `42["emit",[${clientSeq},{"type":"push","round":"${big}"}]]`),
    );
  },
};

/** Just below `HERO_ACTIONS_PER_SECOND`. */
const BELOW_LIMIT = 49;

export const crowd: Attack = {
  what: '40 pages of one address, each just below its own limit',
  async run(target) {
    const room = await createRoomFrom(target);
    await together(40, () => flood(target, room, BELOW_LIMIT, push));
  },
};

export const catchUps: Attack = {
  what: '40 pages of one address ask for the whole room 49 times a second, and read it',
  async run(target) {
    const room = await createRoomFrom(target);
    await together(40, () => flood(target, room, BELOW_LIMIT, () => '42["catchUp",{"epoch":"","serverSeq":null}]'));
  },
};

const deep = '['.repeat(8_000) + ']'.repeat(8_000);
const crooked = [
  (clientSeq: number) => `42["emit",[${clientSeq},${deep}]]`,
  (clientSeq: number) => `42["emit",[${clientSeq},{"type":"push","round":1e400}]]`,
  (clientSeq: number) => `42["emit",[${clientSeq},{"type":"push","round":9007199254740993}]]`,
  (clientSeq: number) => `42["emit",[${clientSeq},{"__proto__":{"type":"push"},"type":"constructor"}]]`,
  (clientSeq: number) => `42["emit",[${clientSeq},{"type":"push","round":1,"unknown":"${'k'.repeat(2_000)}"}]]`,
  () => `42["${'e'.repeat(2_000)}",{}]`,
  () => '42["emit",[9007199254740993,{"type":"push","round":1}]]',
  () => '42["signal",{"to":1,"content":{"description":{"type":"offer","sdp":"v=0"}}}]',
  () => '451-["emit",{"_placeholder":true,"num":0}]',
  () => '42[',
];

export const refusals: Attack = {
  what: 'refused and malformed messages, unknown keys and events, a room’s name of 2,000 letters',
  async run(target) {
    const room = await createRoomFrom(target);
    const packetOf = (clientSeq: number) => crooked[clientSeq % crooked.length]?.(clientSeq) ?? '';
    const enterNowhere = async () => {
      target.tally.add('long names');
      await RawSocket.enter(target, 'N'.repeat(2_000));
    };
    await Promise.all([together(5, () => flood(target, room, 1_000, packetOf)), again(enterNowhere)]);
  },
};
