import type { Intent } from '../action.ts';
import type { Peer } from '../messages.ts';
import { copied } from './link.ts';
import type { SimulatedPage } from './page.ts';

/** One direction of a direct link between two pages: messages arrive in order, until the link is cut. */
interface OneWay<State, I extends Intent> {
  readonly from: SimulatedPage<State, I>;
  readonly to: SimulatedPage<State, I>;
  /** The identity of `from` as Hero introduced it when the link was made. */
  readonly peer: Peer;
  /** In another epoch the clientId may be another page's: a page that enters one cuts its links. */
  readonly epoch: string | undefined;
  readonly onItsWay: { readonly clientSeq: number; readonly intent: I }[];
}

/** The direct links between pages. Without one, nothing is lost but time: Hero broadcasts to everyone. */
export class SimulatedPeerLinks<State, I extends Intent> {
  #links: OneWay<State, I>[] = [];

  get areBusy(): boolean {
    return this.#links.some(({ onItsWay }) => onItsWay.length > 0);
  }

  /** Links two pages directly. An old link between them is cut. */
  draw(one: SimulatedPage<State, I>, other: SimulatedPage<State, I>): void {
    this.cut(one, other);
    if (one !== other) this.#links.push(oneWay(one, other), oneWay(other, one));
  }

  /** Messages on their way between the two are lost. */
  cut(one: SimulatedPage<State, I>, other: SimulatedPage<State, I>): void {
    const ends = [one, other];
    this.#links = this.#links.filter(({ from, to }) => !ends.includes(from) || !ends.includes(to));
  }

  /** Sends to every page that this one is linked to. A page that continues under another clientId needs new links. */
  send(from: SimulatedPage<State, I>, clientSeq: number, intent: I): void {
    for (const link of this.#links) {
      if (link.from === from && link.peer.clientId === from.clientId)
        link.onItsWay.push({ clientSeq, intent: copied(intent) });
    }
  }

  /** The next message on every link to a page arrives. */
  deliver(to: SimulatedPage<State, I>): void {
    for (const { peer, epoch, onItsWay } of this.#links.filter((link) => link.to === to)) {
      const [emission] = onItsWay.splice(0, 1);
      if (emission && epoch === to.client.returning?.epoch)
        to.client.handleActionFromPeer(peer, emission.clientSeq, emission.intent);
    }
  }
}

function oneWay<State, I extends Intent>(from: SimulatedPage<State, I>, to: SimulatedPage<State, I>): OneWay<State, I> {
  const epoch = to.client.returning?.epoch;
  return { from, to, epoch, peer: { clientId: from.clientId ?? 0, person: from.name }, onItsWay: [] };
}
