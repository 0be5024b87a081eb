import * as fc from 'fast-check';

import type { Page, Room } from './room.ts';

/** One thing that happens; `which` and `what` choose among whatever is there at that moment. */
export interface Step {
  readonly kind: Kind;
  readonly which: number;
  readonly what: number;
}

type Kind = keyof typeof steps;

/** Everything that can happen in a history. Faults are steps like any other. */
const steps = {
  join: (room: Room) => room.join(),
  leave: (room: Room, page: Page) => room.leave(page),
  add: (room: Room, page: Page) => room.emit(page, 'add'),
  remove: (room: Room, page: Page, what: number) => room.emit(page, 'remove', what),
  forbid: (room: Room, page: Page) => room.emit(page, 'forbid'),
  up: (room: Room, page: Page) => room.network.deliverUp(page),
  down: (room: Room, page: Page) => room.network.deliverDown(page),
  both: async (room: Room, page: Page) => {
    for (let count = 0; count < 3; count += 1) {
      await room.network.deliverUp(page);
      await room.network.deliverDown(page);
    }
  },
  overtakeUp: (room: Room, page: Page, what: number) => room.network.deliverUp(page, what),
  overtakeDown: (room: Room, page: Page, what: number) => room.network.deliverDown(page, what),
  loseUp: (_: Room, page: Page, what: number) => void page.link?.up.splice(what, 1),
  loseDown: (_: Room, page: Page, what: number) => void page.link?.down.splice(what, 1),
  doubleUp: (_: Room, page: Page) => void page.link?.up.push(...page.link.up.slice(0, 1)),
  doubleDown: (_: Room, page: Page) => void page.link?.down.push(...page.link.down.slice(0, 1)),
  cut: (_: Room, page: Page) => page.cut(),
  connect: (_: Room, page: Page) => page.connect(),
  drawPeers: (room: Room, page: Page, what: number) => room.drawPeers(page, what),
  cutPeers: (room: Room, page: Page, what: number) => room.cutPeers(page, what),
  peers: (room: Room, page: Page) => room.network.peerLinks.deliver(page),
  tellPeer: (room: Room, page: Page, what: number) => room.tellPeer(page, what),
  lie: (room: Room, page: Page, what: number) => room.lie(page, what),
  dropFromPeer: (room: Room, page: Page, what: number) => room.dropFromPeer(page, what),
  holdLog: (room: Room) => void (room.network.log.isHeld = true),
  commit: (room: Room) => room.network.log.commit(1),
  tell: (room: Room) => room.network.log.tell(),
  failLog: (room: Room) => room.network.failLog(),
  restartHero: (room: Room) => room.network.restartHero(),
  stopHero: (room: Room) => room.network.stopHero(),
  reload: (room: Room, page: Page) => room.reload(page),
  restore: (room: Room, _: Page, what: number) => room.restore(what),
  forget: (room: Room, page: Page) => room.forget(page),
} as const;

/** How often each is drawn: much of what usually happens, some of each fault. */
const weights: Record<Kind, number> = {
  join: 3, leave: 1, add: 16, remove: 3, forbid: 2, up: 12, down: 12, both: 16, overtakeUp: 1, overtakeDown: 1, loseUp: 1,
  loseDown: 1, doubleUp: 1, doubleDown: 1, cut: 3, connect: 4, drawPeers: 5, cutPeers: 1, peers: 8, tellPeer: 4, lie: 2,
  dropFromPeer: 1, holdLog: 2, commit: 4, tell: 3, failLog: 1, restartHero: 1, stopHero: 1, reload: 2, restore: 1,
  forget: 1,
}; // prettier-ignore

const kinds = Object.keys(steps).filter((kind): kind is Kind => kind in steps);

export const history: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind))),
    which: fc.nat(3),
    what: fc.nat(7),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

/** Lets it all happen, checking the properties after every step; then heals everything and checks those of quiet. */
export async function play(room: Room, happened: readonly Step[]): Promise<void> {
  room.network.join();
  room.network.join();
  await room.network.quiet();
  for (const { kind, which, what } of happened) {
    const page = room.network.pages[which % Math.max(1, room.network.pages.length)] ?? room.network.join();
    await steps[kind](room, page, what);
    room.checkAlways();
  }
  await room.network.heal();
  await room.checkWhenQuiet();
}
