import type { GameName } from '@button/mutations';

/** What each game is called, and how it goes. */
export const games: { readonly [Name in GameName]: { readonly title: string; readonly rule: string } } = {
  classic: { title: 'Classic', rule: 'The button is live: the first push wins.' },
  reflex: { title: 'Reflex', rule: 'Wait for the light, then push. Too early sits the round out.' },
  quiz: { title: 'Quiz', rule: 'You ask. The first push gets to answer; right wins a point.' },
};
