import { rules } from '@button/mutations';
import { join, type RoomOptions } from '@button/transport/client';
import { createRoom } from '../../hero/create-room.ts';
import type { HeroProcess } from '../../hero/hero-process.ts';

type More = Pick<RoomOptions<never, never>, 'personToken' | 'watches'>;

/** Pages of one room. */
export class Visitors {
  readonly #at: { readonly url: string; readonly room: string };

  private constructor(url: string, room: string) {
    this.#at = { url, room };
  }

  static async of({ url }: HeroProcess): Promise<Visitors> {
    return new Visitors(url, await createRoom(url));
  }

  enter(name: string, more: More = {}) {
    return join({ rules, ...this.#at, name, ...more });
  }

  /** Whether such a page is let in. */
  getsIn(name: string, more?: More): Promise<boolean> {
    return this.enter(name, more).then(
      (link) => {
        link.close();
        return true;
      },
      () => false,
    );
  }
}
