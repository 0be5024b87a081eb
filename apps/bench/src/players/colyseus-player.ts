import { Client } from 'colyseus.js';
import { Knowledge } from './knowledge.ts';
import type { Player } from './player.ts';

interface GameState {
  readonly people: ReadonlyMap<string, boolean>;
  readonly round: number;
}

/** Enters a room of the game on Colyseus. */
export async function enterColyseus(url: string, code: string): Promise<Player> {
  const room = await new Client(url).joinOrCreate<GameState>('game', { code });
  const knows = new Knowledge();
  room.onMessage('pressed', (presses) => {
    if (isOfGame(presses))
      for (const [sessionId, round] of presses) knows.knowPress(round, sessionId === room.sessionId);
  });
  return new Promise((resolve) => {
    room.onStateChange(({ people }) => {
      knows.knowPeople(people.size);
      resolve({ knows, press: (round) => room.send('press', round), leave: () => void room.leave() });
    });
  });
}

/** Trusted: it comes from our own server. */
function isOfGame(presses: unknown): presses is readonly (readonly [string, number])[] {
  return Array.isArray(presses);
}
