import { describe, expect, test, vi } from 'vitest';
import { comeBack, create, enter, game, mustBeIn, newcomer, openHouse, openLine } from './house.ts';

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
    await vi.waitFor(() => expect(bob.heard).toMatchObject([{ kind: 'notNow', reason: 'too-many-actions' }]));
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
    const picky = { ...game, enter: (client: string) => JSON.parse(`{"type":"add","text":"${client}","extra":1}`) };
    const { rooms } = openHouse({ game: picky });
    expect(await rooms.enter({ ...newcomer, room: await create(rooms) }, openLine().line)).toEqual({
      refused: 'wrong-name',
    });
  });
});
