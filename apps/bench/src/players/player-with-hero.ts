import type { CrowdPlayer } from './crowd-player.ts';
import { connectToHero, enter, type HeroSocket } from './hero-socket.ts';

/** Acts by taking a new name. */
export class PlayerWithHero implements CrowdPlayer {
  readonly #socket: HeroSocket;
  #clientSeq = 0;
  #handleAnswer: () => void = () => undefined;

  private constructor(socket: HeroSocket, clientId: string) {
    this.#socket = socket;
    socket.on('official', ({ lines }) => {
      for (const line of lines)
        if (line.clientId === clientId && line.clientSeq === this.#clientSeq) this.#handleAnswer();
    });
  }

  static async enter(url: string, room: string): Promise<PlayerWithHero> {
    const socket = await connectToHero(url);
    const { clientId } = await enter(socket, room);
    return new PlayerWithHero(socket, clientId);
  }

  act(): Promise<void> {
    const clientSeq = ++this.#clientSeq;
    return new Promise((resolve) => {
      this.#handleAnswer = resolve;
      this.#socket.emit('emit', { clientSeq, action: { type: 'takeName', name: `Bob ${clientSeq}` } });
    });
  }
}
