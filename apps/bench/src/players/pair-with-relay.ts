import type { Pair } from './pair.ts';
import { enterRelay, type RelaySocket } from './relay-socket.ts';

/** Bob and Sue on two bare sockets. They send the same actions as on pages of the game. */
export class PairWithRelay implements Pair {
  readonly #bob: RelaySocket;
  readonly #sue: RelaySocket;
  #clientSeq = 0;
  #round = 1;

  private constructor(bob: RelaySocket, sue: RelaySocket) {
    this.#bob = bob;
    this.#sue = sue;
  }

  /** Sue enters first, as with Hero. */
  static async enter(url: string): Promise<PairWithRelay> {
    const sue = await enterRelay(url, 'TOMAKI');
    return new PairWithRelay(await enterRelay(url, 'TOMAKI'), sue);
  }

  push(): Promise<void> {
    return this.#say({ type: 'clickTheButton', round: this.#round });
  }

  startNextRound(): Promise<void> {
    return this.#say({ type: 'startNextRound', round: this.#round++ });
  }

  #say(action: object): Promise<void> {
    return new Promise((resolve) => {
      this.#sue.once('said', () => resolve());
      this.#bob.emit('say', { clientId: '11111111-2222-4333-8444-555555555555', clientSeq: ++this.#clientSeq, action });
    });
  }
}
