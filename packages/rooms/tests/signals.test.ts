import { describe, expect, test } from 'vitest';
import { create, enter, newcomer, openRooms, watcher } from './harness.ts';

/** Bob and Sue in one room, both listed as open. */
async function openWithBobAndSue() {
  const { rooms, lines } = openRooms();
  const isBroadcast = (text: string) => lines.some((line) => JSON.stringify(line).includes(text));
  const room = await create(rooms);
  const bob = await enter(rooms, { ...newcomer, room });
  const sue = await enter(rooms, { ...newcomer, room, name: 'Sue' });
  // The official state decides which pages may link, so both must have arrived in it.
  for (const { entered } of [bob, sue]) await expect.poll(() => isBroadcast(`"text":"${entered.clientId}"`)).toBe(true);
  return { rooms, room, bob, sue, isBroadcast };
}

/** Signals keep their order: once this one of Bob's is with Sue, all earlier ones were passed on or lost. */
async function lastWord({ bob, sue }: Awaited<ReturnType<typeof openWithBobAndSue>>) {
  bob.session.signal(sue.entered.clientId, 'last word');
  await expect.poll(() => sue.signals.at(-1)?.content).toBe('last word');
}

describe('signals between pages', () => {
  test('are passed on with the clientId and the person of their sender', async () => {
    const all = await openWithBobAndSue();
    const { bob, sue } = all;
    bob.session.signal(sue.entered.clientId, { offer: 1 });
    await lastWord(all);
    const from = { clientId: bob.entered.clientId, person: bob.entered.person };
    expect(sue.signals).toEqual([
      { from, content: { offer: 1 } },
      { from, content: 'last word' },
    ]);
  });

  test('are lost if they are for an unknown client, or if either page only watches', async () => {
    const all = await openWithBobAndSue();
    const tv = await enter(all.rooms, { ...watcher, room: all.room });
    all.bob.session.signal(999, 'hello');
    all.bob.session.signal(tv.entered.clientId, 'hello');
    tv.session.signal(all.sue.entered.clientId, 'hello');
    await lastWord(all);
    expect(tv.signals).toEqual([]);
    expect(all.sue.signals).toHaveLength(1);
  });

  test('are lost if the app does not let both pages link directly', async () => {
    const all = await openWithBobAndSue();
    const { bob, sue } = all;
    await lastWord(all);
    void bob.session.emit(1, { type: 'add', text: 'only the last' });
    await expect.poll(() => all.isBroadcast('only the last')).toBe(true);
    bob.session.signal(sue.entered.clientId, 'too late');
    sue.session.signal(bob.entered.clientId, 'too late');
    void bob.session.emit(2, { type: 'add', text: 'after it' });
    await expect.poll(() => all.isBroadcast('after it')).toBe(true);
    expect([bob.signals.length, sue.signals.length]).toEqual([0, 1]);
  });

  test('come with servers for direct links, for pages that the app lets link alone', async () => {
    const all = await openWithBobAndSue();
    const { bob, sue } = all;
    const tv = await enter(all.rooms, { ...watcher, room: all.room });
    for (const { session } of [bob, sue, tv]) session.askIceServers();
    expect([bob.askedFor, sue.askedFor, tv.askedFor]).toEqual([[bob.entered.clientId], [sue.entered.clientId], []]);
    void bob.session.emit(1, { type: 'add', text: 'only the last' });
    await expect.poll(() => all.isBroadcast('only the last')).toBe(true);
    bob.session.askIceServers();
    expect(bob.askedFor).toHaveLength(1);
  });

  test('beyond 300 in ten seconds are lost, and the sender’s actions are still taken', async () => {
    const all = await openWithBobAndSue();
    const { bob, sue } = all;
    for (let number = 1; number <= 400; number++) bob.session.signal(sue.entered.clientId, number);
    sue.session.signal(bob.entered.clientId, 'mine still get through');
    await expect.poll(() => bob.signals).toHaveLength(1);
    expect(sue.signals).toHaveLength(300);
    void bob.session.emit(1, { type: 'add', text: 'still here' });
    await expect.poll(() => all.isBroadcast('still here')).toBe(true);
  });
});
