import { MemoryLogs } from '@button/logs';
import {
  HERO,
  type Enter,
  type Entered,
  type Line,
  type MessageToClient,
  type Recorded,
  type Refused,
  type Seat,
} from '@button/sync';
import { HeldLog, notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { Rooms, type Game, type RoomsParts } from '@button/rooms';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** The notes, with a note for everybody who is here. */
const game: Game<Notes, NotesIntent> = {
  rules: notesRules,
  arrive: (client) => ({ type: 'add', text: client }),
  leave: (client) => ({ type: 'remove', text: client }),
  openClients: ({ notes }) => notes.map(({ text }) => text),
};

const newcomer: Enter = { room: '', name: 'Bob', personToken: null, returning: null };

function openHouse(parts: Partial<RoomsParts<Notes, NotesIntent>> = {}) {
  const told: Recorded<NotesIntent>[] = [];
  const refusals: string[] = [];
  const failures: unknown[] = [];
  const rooms = new Rooms<Notes, NotesIntent>({
    ...{ game, logs: new MemoryLogs<Notes, NotesIntent>(), secret: 'a secret' },
    tell: (_, recorded) => told.push(...recorded),
    onRefused: (code) => refusals.push(code),
    onFailure: (_, error) => failures.push(error),
    ...parts,
  });
  return { rooms, told, refusals, failures };
}

/** A connection that writes down all that it hears. */
function openLine(address = '10.0.0.1') {
  const heard: MessageToClient<Notes, NotesIntent>[] = [];
  const welcomes: Entered<Notes, NotesIntent>[] = [];
  let closed = 0;
  const line: Line<Notes, NotesIntent> = {
    address,
    welcome: (entered) => welcomes.push(entered),
    join: () => undefined,
    send: (message) => heard.push(message),
    close: () => (closed += 1),
  };
  return { line, heard, welcomes, isClosed: () => closed > 0 };
}

async function enter(rooms: Rooms<Notes, NotesIntent>, asked: Enter, address?: string) {
  const opened = openLine(address);
  const seat = mustBeIn(await rooms.enter(asked, opened.line));
  const [entered] = opened.welcomes;
  if (!entered) throw new Error('nobody said welcome');
  return { ...opened, seat, entered };
}

function mustBeIn(answer: Seat | Refused): Seat {
  if ('refused' in answer) throw new Error(`refused: ${answer.refused}`);
  return answer;
}

async function create(rooms: Rooms<Notes, NotesIntent>): Promise<string> {
  const answer = await rooms.create('10.0.0.1');
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.code;
}

/** What a page says when its link was lost. */
function comeBack(room: string, { clientId, clientKey, personToken, catchUp }: Entered<Notes, NotesIntent>): Enter {
  const { epoch, serverSeq } = 'snapshot' in catchUp ? catchUp.snapshot : { epoch: '', serverSeq: 0 };
  return { room, name: 'Bob', personToken, returning: { clientId, clientKey, epoch, serverSeq } };
}

describe('rooms', () => {
  test('a code is three syllables that are easy to say', async () => {
    const { rooms } = openHouse();
    expect(await create(rooms)).toMatch(/^([BDFGKLMNPRSTVZ][AEIOU]){3}$/);
  });

  test('a room is found however its code was typed', async () => {
    const { rooms } = openHouse();
    const code = await create(rooms);
    await enter(rooms, { ...newcomer, room: ` ${code.toLowerCase()} ` });
  });

  test('an unknown room is refused', async () => {
    const { rooms } = openHouse();
    expect(await rooms.enter({ ...newcomer, room: 'NOWHERE' }, openLine().line)).toEqual({ refused: 'unknown-room' });
  });

  test('many who come at the same time come to one room', async () => {
    const { rooms, told } = openHouse();
    const room = await create(rooms);
    await Promise.all([1, 2, 3].map(() => enter(rooms, { ...newcomer, room })));
    const arrivals = told.filter(({ kind }) => kind === 'action');
    expect(arrivals.map(({ clientSeq }) => clientSeq)).toEqual([1, 2, 3]);
    expect(new Set(told.map(({ serverSeq }) => serverSeq)).size).toBe(told.length);
  });
});

describe('who you are', () => {
  test('a newcomer is a new person, and arrives', async () => {
    const { rooms, told } = openHouse();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    const sue = await enter(rooms, { ...newcomer, room });
    expect(bob.entered.person).not.toBe(sue.entered.person);
    expect(told.filter(({ kind }) => kind === 'action')).toHaveLength(2);
  });

  test('whoever shows the token is the same person, in another client', async () => {
    const { rooms } = openHouse();
    const room = await create(rooms);
    const before = await enter(rooms, { ...newcomer, room });
    const after = await enter(rooms, { ...newcomer, room, personToken: before.entered.personToken });
    expect(after.entered.person).toBe(before.entered.person);
    expect(after.entered.clientId).not.toBe(before.entered.clientId);
  });

  test.each([
    ['that was changed', (token: string) => token.replace(/^./, 'x')],
    ['of nobody', () => 'nonsense'],
    ['that is empty', () => ''],
  ])('a token %s is refused', async (_, forge) => {
    const { rooms } = openHouse();
    const room = await create(rooms);
    const { entered } = await enter(rooms, { ...newcomer, room });
    const personToken = forge(entered.personToken ?? '');
    expect(await rooms.enter({ ...newcomer, room, personToken }, openLine().line)).toEqual({
      refused: 'wrong-person-token',
    });
  });

  test('a token of another room is refused', async () => {
    const { rooms } = openHouse();
    const [here, there] = [await create(rooms), await create(rooms)];
    const { personToken } = (await enter(rooms, { ...newcomer, room: here })).entered;
    expect(await rooms.enter({ ...newcomer, room: there, personToken }, openLine().line)).toEqual({
      refused: 'wrong-person-token',
    });
  });

  test('a returning page goes on under its clientId, and its old connection is closed', async () => {
    const { rooms, told } = openHouse();
    const room = await create(rooms);
    const before = await enter(rooms, { ...newcomer, room });
    const arrivals = told.length;
    const after = await enter(rooms, comeBack(room, before.entered));
    expect(after.entered.clientId).toBe(before.entered.clientId);
    expect(before.isClosed()).toBe(true);
    expect(told).toHaveLength(arrivals);
  });

  test('a page that must take another clientId leaves no connection behind under its old one', async () => {
    const { rooms } = openHouse();
    const room = await create(rooms);
    const before = await enter(rooms, { ...newcomer, room });
    const { clientId, clientKey } = before.entered;
    const fromElsewhere = { clientId, clientKey, epoch: 'another epoch', serverSeq: 7 };
    const after = await enter(rooms, { ...comeBack(room, before.entered), returning: fromElsewhere });
    expect(after.entered.clientId).not.toBe(clientId);
    expect(after.entered.catchUp).toHaveProperty('snapshot');
    expect(before.isClosed()).toBe(true);
  });

  test('somebody else’s clientId is refused, and its owner goes on', async () => {
    const { rooms } = openHouse();
    const room = await create(rooms);
    const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
    const stolen = { ...comeBack(room, sue.entered), personToken: bob.entered.personToken };
    expect(await rooms.enter(stolen, openLine().line)).toEqual({ refused: 'wrong-client-key' });
    expect(sue.isClosed()).toBe(false);
  });

  test('a page without a name watches: it is no person, and what it emits is refused', async () => {
    const { rooms, told, refusals } = openHouse();
    const room = await create(rooms);
    const screen = await enter(rooms, { ...newcomer, room, name: null });
    expect(screen.entered).toMatchObject({ person: null, personToken: null });
    screen.seat.emit(1, { type: 'add', text: 'a' });
    await vi.waitFor(() => expect(refusals).toEqual(['watching']));
    expect(told.filter(({ kind }) => kind === 'action')).toEqual([]);
  });
});

describe('limits', () => {
  test('actions per second and client: too many are told "not now", others go on', async () => {
    const { rooms, told } = openHouse({ limits: { actionsPerSecond: 2 } });
    const room = await create(rooms);
    const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
    for (const clientSeq of [1, 2, 3]) bob.seat.emit(clientSeq, { type: 'add', text: `${clientSeq}` });
    await vi.waitFor(() => expect(bob.heard).toMatchObject([{ kind: 'notNow', from: 3, reason: 'too-many-actions' }]));
    const before = told.length;
    sue.seat.emit(1, { type: 'add', text: 'Sue’s' });
    await vi.waitFor(() => expect(told).toHaveLength(before + 1));
  });

  test('who asks too often to catch up is sent away', async () => {
    const { rooms } = openHouse({ limits: { actionsPerSecond: 2 } });
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    for (let count = 0; count < 3; count += 1) bob.seat.catchUp({ epoch: '', serverSeq: 0 });
    await vi.waitFor(() => expect(bob.isClosed()).toBe(true));
    expect(bob.heard.map(({ kind }) => kind)).toEqual(['caughtUp', 'caughtUp']);
  });

  test('new rooms per address and minute', async () => {
    const { rooms } = openHouse({ limits: { newRoomsPerMinute: 1 } });
    await create(rooms);
    expect(await rooms.create('10.0.0.1')).toEqual({ refused: 'too-many-new-rooms' });
    expect(await rooms.create('10.0.0.2')).toHaveProperty('code');
  });

  test('rooms in all', async () => {
    const { rooms } = openHouse({ limits: { rooms: 1 } });
    await create(rooms);
    expect(await rooms.create('10.0.0.2')).toEqual({ refused: 'no-more-rooms' });
  });

  test('wrong codes per address and minute: then not even the right one is told', async () => {
    const { rooms } = openHouse({ limits: { wrongCodesPerMinute: 2 } });
    const room = await create(rooms);
    const guess = (asked: string, address: string) => rooms.enter({ ...newcomer, room: asked }, openLine(address).line);
    expect(await guess('WRONG', 'a')).toEqual({ refused: 'unknown-room' });
    expect(await guess('WRONG', 'a')).toEqual({ refused: 'unknown-room' });
    expect(await guess(room, 'a')).toEqual({ refused: 'too-many-wrong-codes' });
    expect(await guess(room, 'b')).not.toHaveProperty('refused');
  });

  test('people in a room, those at the door included; who is in may come back', async () => {
    const { rooms } = openHouse({ limits: { peoplePerRoom: 2 } });
    const room = await create(rooms);
    const answers = await Promise.all([1, 2, 3].map(() => rooms.enter({ ...newcomer, room }, openLine().line)));
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'room-full' }]);
    mustBeIn(answers.find((answer) => !('refused' in answer)) ?? { refused: 'nobody is in' }).leave();
    const bob = await enter(rooms, { ...newcomer, room });
    await enter(rooms, comeBack(room, bob.entered));
  });

  test('a name that the rules do not take is refused', async () => {
    const picky = { ...game, arrive: (client: string) => JSON.parse(`{"type":"add","text":"${client}","extra":1}`) };
    const { rooms } = openHouse({ game: picky });
    expect(await rooms.enter({ ...newcomer, room: await create(rooms) }, openLine().line)).toEqual({
      refused: 'wrong-name',
    });
  });
});

describe('presence', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const textsOf = (told: readonly Recorded<NotesIntent>[]) =>
    told.map((line) => (line.kind === 'action' ? line.action.type : line.kind));

  test('a page that comes back in time never left', async () => {
    const { rooms, told } = openHouse();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.seat.leave();
    await vi.advanceTimersByTimeAsync(4_999);
    await enter(rooms, comeBack(room, bob.entered));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(textsOf(told)).not.toContain('remove');
  });

  test('who does not come back has left, once, and is forgotten later', async () => {
    const { rooms, told } = openHouse();
    const bob = await enter(rooms, { ...newcomer, room: await create(rooms) });
    bob.seat.leave();
    bob.seat.leave();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(textsOf(told).filter((type) => type === 'remove')).toHaveLength(1);
    expect(textsOf(told)).not.toContain('forget');
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(textsOf(told).filter((type) => type === 'forget')).toHaveLength(1);
  });

  test('the old clientId of a page that took another one leaves', async () => {
    const { rooms, told } = openHouse();
    const room = await create(rooms);
    const { entered } = await enter(rooms, { ...newcomer, room });
    const { clientId, clientKey } = entered;
    const returning = { clientId, clientKey, epoch: 'another epoch', serverSeq: 7 };
    await enter(rooms, { ...comeBack(room, entered), returning });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toContainEqual(expect.objectContaining({ action: { type: 'remove', text: clientId, person: HERO } }));
  });

  test('who left and comes back has arrived again', async () => {
    const { rooms, told } = openHouse();
    const room = await create(rooms);
    const bob = await enter(rooms, { ...newcomer, room });
    bob.seat.leave();
    await vi.advanceTimersByTimeAsync(6_000);
    const again = await enter(rooms, comeBack(room, bob.entered));
    expect(again.entered.clientId).toBe(bob.entered.clientId);
    expect(textsOf(told).filter((type) => type === 'add')).toHaveLength(2);
  });

  test('people of a dead process who have not come back within 30 seconds leave', async () => {
    const logs = new MemoryLogs<Notes, NotesIntent>();
    const dead = openHouse({ logs });
    const room = await create(dead.rooms);
    const [bob] = [await enter(dead.rooms, { ...newcomer, room }), await enter(dead.rooms, { ...newcomer, room })];
    await dead.rooms.close();
    const { rooms, told } = openHouse({ logs });
    const back = await enter(rooms, comeBack(room, bob.entered));
    expect(back.entered.clientId).toBe(bob.entered.clientId);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(textsOf(told)).not.toContain('remove');
    await vi.advanceTimersByTimeAsync(1);
    expect(textsOf(told).filter((type) => type === 'remove')).toHaveLength(1);
  });
});

/** Logs whose disk a test can fill: the last log that was opened is at hand. */
class HeldLogs extends MemoryLogs<Notes, NotesIntent> {
  last: HeldLog<Notes, NotesIntent> | null = null;

  override async open(room: string) {
    const log = await super.open(room);
    if (log) this.last = new HeldLog(log);
    return log && this.last;
  }
}

test('when a log fails, everybody is sent away, and the room is opened anew from it', async () => {
  const logs = new HeldLogs();
  const { rooms, failures } = openHouse({ logs });
  const room = await create(rooms);
  const [bob, sue] = [await enter(rooms, { ...newcomer, room }), await enter(rooms, { ...newcomer, room })];
  logs.last?.fail();
  bob.seat.emit(1, { type: 'add', text: 'a' });
  await vi.waitFor(() => expect(bob.isClosed() && sue.isClosed()).toBe(true));
  expect(bob.heard).toMatchObject([{ kind: 'notNow', from: 1, reason: 'not-recorded' }]);
  expect(failures).toHaveLength(1);
  const back = await enter(rooms, comeBack(room, bob.entered));
  expect(back.entered.clientId).toBe(bob.entered.clientId);
});
