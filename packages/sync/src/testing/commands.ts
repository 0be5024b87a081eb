import type { Intent } from '../action.ts';
import type { SimulatedNetwork } from './network.ts';
import type { SimulatedPage } from './page.ts';

/** One command in a generated history; `which` selects a page, and `what` a detail, among those there at that moment. */
export interface Step<Kind extends string> {
  readonly kind: Kind;
  readonly which: number;
  readonly what: number;
}

/** How often each command is drawn: mostly ordinary events, and some of each fault. */
export const networkWeights = {
  up: 12, down: 12, both: 16, overtakeUp: 1, overtakeDown: 1, loseUp: 1, loseDown: 1, doubleUp: 1, doubleDown: 1,
  cut: 3, connect: 4, peers: 8, pauseLog: 2, commit: 4, announce: 3, failLog: 1, restartHero: 1, stopHero: 1,
} as const; // prettier-ignore

type Commands<State, I extends Intent> = {
  readonly [Kind in keyof typeof networkWeights]: (page: SimulatedPage<State, I>, what: number) => void | Promise<void>;
};

/** The commands of any network, regardless of the app on it. Faults are commands like any other. */
export function commandsOn<State, I extends Intent>(network: SimulatedNetwork<State, I>): Commands<State, I> {
  return {
    up: (page) => network.deliverUp(page),
    down: (page) => network.deliverDown(page),
    both: async (page) => {
      for (let count = 0; count < 3; count += 1) {
        await network.deliverUp(page);
        await network.deliverDown(page);
      }
    },
    overtakeUp: (page, what) => network.deliverUp(page, what),
    overtakeDown: (page, what) => network.deliverDown(page, what),
    loseUp: (page, what) => void page.link?.up.splice(what, 1),
    loseDown: (page, what) => void page.link?.down.splice(what, 1),
    doubleUp: (page) => void page.link?.up.push(...page.link.up.slice(0, 1)),
    doubleDown: (page) => void page.link?.down.push(...page.link.down.slice(0, 1)),
    cut: (page) => page.cut(),
    connect: (page) => page.connect(),
    peers: (page) => network.peerLinks.deliver(page),
    pauseLog: () => void (network.log.isPaused = true),
    commit: () => network.log.commit(1),
    announce: () => network.log.announce(),
    failLog: () => network.failLog(),
    restartHero: () => network.restartHero(),
    stopHero: () => network.stopHero(),
  };
}

/** Each kind as often as its weight, to draw from. */
export function asOftenAs<Kind extends string>(weights: Readonly<Record<Kind, number>>): Kind[] {
  const kinds: Kind[] = [];
  for (const kind in weights) kinds.push(...Array.from({ length: weights[kind] }, () => kind));
  return kinds;
}
