import type { Page } from '@playwright/test';
import { expect } from './players.ts';
import { join, players, startRoom, theButton } from './room.ts';

interface Arriving {
  arrive(name: string): Promise<Page>;
  arriveWithSue(name: string): Promise<Page>;
}

/** Bob, who is the host, Sue and Ann in one room: in every game they reload, close their tabs and come back. */
export class Party {
  readonly bob: Page;
  readonly sue: Page;
  readonly #room: string;
  #ann: Page;

  private constructor(room: string, bob: Page, sue: Page, ann: Page) {
    this.#room = room;
    this.bob = bob;
    this.sue = sue;
    this.#ann = ann;
  }

  static async meet(people: Arriving, home: string): Promise<Party> {
    const bob = await people.arrive('Bob');
    const room = await startRoom(bob, 'Bob', home);
    const party = new Party(room, bob, await people.arriveWithSue('Sue'), await people.arrive('Ann'));
    await join(party.sue, room, 'Sue');
    await join(party.ann, room, 'Ann');
    for (const page of party.all) await expect(players(page)).toHaveCount(3);
    return party;
  }

  get ann(): Page {
    return this.#ann;
  }

  get all(): readonly Page[] {
    return [this.bob, this.sue, this.ann];
  }

  async choose(game: string): Promise<void> {
    await this.bob.getByRole('radio', { name: game }).check();
  }

  /** Ann closes her tab and opens another, and has her place as before. */
  async annComesBack(): Promise<void> {
    const browser = this.#ann.context();
    await this.#ann.close();
    this.#ann = await browser.newPage();
    await this.#ann.goto(this.#room);
    await expect(theButton(this.#ann)).toBeVisible();
    for (const page of this.all) await expect(players(page)).toHaveCount(3);
  }

  /** The host closes the tab for good, and Sue, who has been here longest, becomes the host. */
  async hostLeaves(): Promise<void> {
    await this.bob.close();
    await expect(this.sue.getByRole('heading', { name: 'You are the host' })).toBeVisible();
  }
}
