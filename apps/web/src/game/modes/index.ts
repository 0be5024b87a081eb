import type { GameName } from '@button/mutations';
import { classic } from './classic.tsx';
import type { PageMode } from './mode.ts';
import { quiz } from './quiz.tsx';
import { reflex } from './reflex.tsx';

/** The games on the page: one for each game of the rules. */
export const pageModes = { classic, reflex, quiz } satisfies Record<GameName, PageMode>;
