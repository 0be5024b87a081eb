import { ownPush, peersPush, pushFirst, won } from '../sayings.ts';
import type { PageMode } from './mode.ts';

export const classic: PageMode = {
  sayings: [won, ownPush, peersPush],
  invitation: pushFirst,
  startLabels: { first: 'start', next: 'playAgain' },
  Controls: () => null,
};
