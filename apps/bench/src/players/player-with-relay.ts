import { randomUUID } from 'node:crypto';
import type { CrowdPlayer } from './crowd-player.ts';
import { enterRelay, type RelaySocket } from './relay-socket.ts';

/** Sends to the relay the actions that `PlayerWithHero` emits. */
export class PlayerWithRelay implements CrowdPlayer {
  readonly #socket: RelaySocket;
  readonly #clientId = randomUUID();
  #clientSeq = 0;
  #handleAnswer: () => void = () => undefined;

  private constructor(socket: RelaySocket) {
    this.#socket = socket;
    socket.on('said', ({ clientId, clientSeq }) => {
      if (clientId === this.#clientId && clientSeq === this.#clientSeq) this.#handleAnswer();
    });
  }

  static async enter(url: string, room: string): Promise<PlayerWithRelay> {
    return new PlayerWithRelay(await enterRelay(url, room));
  }

  act(): Promise<void> {
    const clientSeq = ++this.#clientSeq;
    return new Promise((resolve) => {
      this.#handleAnswer = resolve;
      const action = { type: 'takeName', name: `Bob ${clientSeq}` };
      this.#socket.emit('say', { clientId: this.#clientId, clientSeq, action });
    });
  }
}
