import type { Attack } from './attack.ts';
import { comeAndGo } from './attacks/come-and-go.ts';
import { wrongCodes } from './attacks/codes.ts';
import { halfOpen, mute, polling, silent } from './attacks/connections.ts';
import { actions, catchUps, crowd, megabytes, refusals } from './attacks/floods.ts';
import { giant, pages, scripts, slow } from './attacks/http.ts';
import { rooms } from './attacks/rooms.ts';
import { unread } from './attacks/unread.ts';

/** All attacks, by the name under which they are run. */
export const attacks: ReadonlyMap<string, Attack> = new Map(
  Object.entries({
    unread,
    'come-and-go': comeAndGo,
    actions,
    megabytes,
    polling,
    crowd,
    'catch-ups': catchUps,
    silent,
    mute,
    'half-open': halfOpen,
    rooms,
    refusals,
    'wrong-codes': wrongCodes,
    scripts,
    pages,
    slow,
    giant,
  }),
);
