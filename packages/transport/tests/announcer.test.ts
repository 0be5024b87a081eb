import type { Recorded } from '@button/sync';
import { notesRules, type NotesIntent } from '@button/sync/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isLive, until } from './contract.ts';
import { PlayHouse } from './play-house.ts';
import { next, SocketGround } from './socket-ground.ts';

const enter = {
  protocol: 3,
  mutations: notesRules.id,
  room: PlayHouse.ROOM,
  name: null,
  personToken: null,
  returning: null,
};

let ground: SocketGround;
beforeEach(async () => {
  ground = await SocketGround.open();
});
afterEach(() => ground.close());

function line(serverSeq: number): Recorded<NotesIntent> {
  return {
    kind: 'refused',
    clientId: 'somebody',
    clientSeq: serverSeq,
    code: 'busy',
    serverSeq,
    serverTime: 0,
    seed: 0,
  };
}

async function enterRaw() {
  const socket = await ground.connectRaw();
  socket.emit('enter', enter);
  await next(socket, 'welcome');
  return socket;
}

/** What the room is told from here on. */
function listen(socket: Awaited<ReturnType<typeof enterRaw>>): unknown[] {
  const heard: unknown[] = [];
  socket.on('official', (message: unknown) => heard.push(message));
  return heard;
}

test('what is recorded in one turn of the event loop goes out as one message', async () => {
  const socket = await enterRaw();
  const heard = listen(socket);
  ground.announcer.tell(PlayHouse.ROOM, [line(101)]);
  ground.announcer.tell('ANOTHER', [line(7)]);
  await Promise.resolve();
  ground.announcer.tell(PlayHouse.ROOM, [line(102), line(103)]);
  await next(socket, 'official');
  expect(heard).toEqual([{ recorded: [line(101), line(102), line(103)] }]);

  ground.announcer.tell(PlayHouse.ROOM, [line(104)]);
  await next(socket, 'official');
  expect(heard).toHaveLength(2);
});

test('a message to a room is encoded once, however many are in it', async () => {
  const sockets = [await enterRaw(), await enterRaw(), await enterRaw()];
  const all = Promise.all(sockets.map((socket) => next(socket, 'official')));
  const encode = vi.spyOn(ground.pipe.encoder, 'encode');
  ground.announcer.tell(PlayHouse.ROOM, [line(101)]);
  await all;
  expect(encode).toHaveBeenCalledTimes(1);
});

test('who joins between a record and its telling is not told it twice, and those before miss nothing', async () => {
  const early = await enterRaw();
  const heardEarly = listen(early);
  const late = await ground.connectRaw();
  const heardLate = listen(late);
  const { hero } = ground.house;
  const welcome = next(late, 'welcome');
  const startTelling = hero.startTelling.bind(hero);
  // A line that is recorded, and not yet told, at the very moment in which somebody joins.
  hero.startTelling = (...joining) => {
    ground.announcer.tell(PlayHouse.ROOM, [line(101)]);
    const catchUp = startTelling(...joining);
    ground.announcer.tell(PlayHouse.ROOM, [line(102)]);
    return catchUp;
  };
  late.emit('enter', enter);
  await welcome;
  if (heardLate.length === 0) await next(late, 'official');
  expect(heardLate).toEqual([{ recorded: [line(102)] }]);
  const told = heardEarly.flatMap((message) => recordedIn(message));
  expect(told).toEqual(expect.arrayContaining([line(101), line(102)]));
});

test('a page that is sent nonsense drops the line and comes back', async () => {
  const bob = ground.enter('Bob');
  await until(bob, isLive);
  const lost = until(bob, ({ link }) => link === 'lost');
  const [served] = await ground.pipe.fetchSockets();
  Reflect.apply(Reflect.get(served ?? {}, 'emit'), served, ['official', { recorded: [{ kind: 'nonsense' }] }]);
  await lost;
  await until(bob, isLive);
  expect(await bob.emit({ type: 'add', text: 'still here' })).toMatchObject({ kind: 'official' });
});

function recordedIn(message: unknown): unknown[] {
  const recorded = typeof message === 'object' && message && 'recorded' in message ? message.recorded : [];
  return Array.isArray(recorded) ? recorded : [];
}
