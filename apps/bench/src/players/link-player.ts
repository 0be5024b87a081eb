import { RoomLink } from '@button/transport/client';
import { rules, type Game, type GameIntent } from '../game/small-game.ts';
import { Knowledge } from './knowledge.ts';
import type { Player } from './player.ts';

/** Enters a room of Hero with our own client, as a page does. Only the official state counts. */
export async function enterWithLink(url: string, room: string): Promise<Player> {
  const link = new RoomLink<Game, GameIntent>({ rules, room, name: 'Bob', url });
  const knows = new Knowledge();
  let official: Game | null = null;
  let isLive = false;
  link.subscribe(() => {
    const { officialState, link: is } = link.view;
    if ((is === 'live') !== isLive) {
      isLive = !isLive;
      if (isLive) knows.knowEntry();
    }
    if (!officialState || officialState === official) return;
    const isOtherPeople = officialState.people !== official?.people;
    official = officialState;
    knows.knowRound(officialState.round, officialState.presses);
    if (isOtherPeople) knows.knowPeople(officialState.people.length);
  });
  await link.when((view) => view.link === 'live');
  return {
    knows,
    press: (round) => void link.emit({ type: 'press', round }).then(() => knows.knowOwnPress()),
    leave: () => link.close(),
  };
}
