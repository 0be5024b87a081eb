import type { Intent } from '../action.ts';
import type { ActionToPeers, Peer } from '../messages.ts';
import { copied } from './link.ts';
import type { SimulatedPage } from './page.ts';

/** One direction of a direct link between two pages: what is on its way arrives in order, until the link is cut. */
interface Lane<State, I extends Intent> {
  readonly from: SimulatedPage<State, I>;
  readonly to: SimulatedPage<State, I>;
  /** As whom Hero introduced `from`, when the link was drawn. */
  readonly peer: Peer;
  readonly onItsWay: ActionToPeers<I>[];
}

/** The direct links between pages. Where there is none, nothing is lost but time: Hero tells everybody. */
export class SimulatedPeerLinks<State, I extends Intent> {
  #lanes: Lane<State, I>[] = [];

  get areBusy(): boolean {
    return this.#lanes.some(({ onItsWay }) => onItsWay.length > 0);
  }

  /** Two pages talk directly from here on. An old link between them is cut. */
  draw(one: SimulatedPage<State, I>, other: SimulatedPage<State, I>): void {
    this.cut(one, other);
    if (one !== other) this.#lanes.push(laneFrom(one, other), laneFrom(other, one));
  }

  /** What was on its way between the two is lost. */
  cut(one: SimulatedPage<State, I>, other: SimulatedPage<State, I>): void {
    const ends = [one, other];
    this.#lanes = this.#lanes.filter(({ from, to }) => !ends.includes(from) || !ends.includes(to));
  }

  /** A page tells whoever it is linked to; one that goes on under another clientId needs other links. */
  tell(from: SimulatedPage<State, I>, told: ActionToPeers<I>): void {
    for (const lane of this.#lanes) {
      if (lane.from === from && lane.peer.clientId === from.client.clientId) lane.onItsWay.push(copied(told));
    }
  }

  /** The next message on every link to a page arrives. */
  deliver(to: SimulatedPage<State, I>): void {
    for (const { peer, onItsWay } of this.#lanes.filter((lane) => lane.to === to)) {
      const [told] = onItsWay.splice(0, 1);
      if (told) to.client.handleActionFromPeer(peer, told.clientSeq, told.action);
    }
  }
}

function laneFrom<State, I extends Intent>(from: SimulatedPage<State, I>, to: SimulatedPage<State, I>): Lane<State, I> {
  return { from, to, peer: { clientId: from.client.clientId, person: from.name }, onItsWay: [] };
}
