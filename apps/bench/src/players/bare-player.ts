import { rules, type Game, type GameIntent } from '../game/small-game.ts';
import { HeroSocket } from './hero-socket.ts';
import { Knowledge } from './knowledge.ts';
import type { Player } from './player.ts';

/** Enters a room of Hero without a page's client: this person only counts messages, as at a relay. */
export async function enterBare(url: string, room: string): Promise<Player> {
  const knows = new Knowledge();
  const hero = await HeroSocket.enter<Game, GameIntent>(url, room, rules.id, {
    handleState({ people, round, presses }) {
      knows.knowRound(round, presses);
      knows.knowPeople(people.length);
    },
    handleAction(type, round, isOwn) {
      if (type === 'press') knows.knowPress(round, isOwn);
      else knows.knowPeople(knows.people + (type === 'enter' ? 1 : -1));
    },
  });
  return { knows, press: (round) => hero.emit({ type: 'press', round }), leave: () => hero.leave() };
}
