import { asOftenAs, commandsOn, networkWeights, type Step } from '@button/sync/testing';
import * as fc from 'fast-check';
import type { Page, Room } from './room.ts';

/** How often each command is drawn. */
const weights = {
  ...networkWeights,
  join: 3, leave: 1, add: 16, remove: 3, forbid: 2, drawPeers: 5, cutPeers: 1, repeatToPeer: 4, lie: 2, dropFromPeer: 1,
  refuse: 2, reload: 2, restore: 1, forget: 1,
} as const; // prettier-ignore

type Kind = keyof typeof weights;
export type NotesStep = Step<Kind>;
type Command = (page: Page, what: number) => void | Promise<void>;

/** The commands of a history of notes. */
function commandsIn(room: Room): Record<Kind, Command> {
  return {
    ...commandsOn(room.network),
    join: () => room.join(),
    leave: (page) => room.leave(page),
    add: (page) => room.emit(page, 'add'),
    remove: (page, what) => room.emit(page, 'remove', what),
    forbid: (page) => room.emit(page, 'forbid'),
    drawPeers: (page, what) => room.drawPeers(page, what),
    cutPeers: (page, what) => room.cutPeers(page, what),
    repeatToPeer: (page, what) => room.repeatToPeer(page, what),
    lie: (page, what) => room.lie(page, what),
    dropFromPeer: (page, what) => room.dropFromPeer(page, what),
    refuse: (page) => room.refuse(page),
    reload: (page) => room.reload(page),
    restore: (_, what) => room.restore(what),
    forget: (page) => room.forget(page),
  };
}

export const history: fc.Arbitrary<NotesStep[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...asOftenAs(weights)), which: fc.nat(3), what: fc.nat(7) }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

/** Plays a history, checking the properties after every step; then heals the network and checks those of a quiet one. */
export async function play(room: Room, steps: readonly NotesStep[]): Promise<void> {
  const commands = commandsIn(room);
  room.network.join();
  room.network.join();
  await room.network.quiet();
  for (const { kind, which, what } of steps) {
    const page = room.network.pages[which % Math.max(1, room.network.pages.length)] ?? room.network.join();
    await commands[kind](page, what);
    room.checkAlways();
  }
  await room.network.heal();
  await room.checkWhenQuiet();
}
