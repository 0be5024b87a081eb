import type { Intent } from '../action.ts';
import type { Connection } from '../connection.ts';
import type { MessageToClient, MessageToHero, Returning, Welcome } from '../messages.ts';

/** Every JavaScript host has it, though the language's own library does not. */
declare function structuredClone<T>(value: T): T;

/** As it comes out of the network, or out of a page's storage: nothing is shared with what went in. */
export function copied<T>(value: T): T {
  return structuredClone(value);
}

/** What travels towards Hero: who enters, then what it says. */
export type Upward<I extends Intent> =
  MessageToHero<I> | { readonly kind: 'enter'; readonly returning: Returning | null };

/** What travels towards a page. */
export type Downward<State, I extends Intent> =
  MessageToClient<State, I> | { readonly kind: 'welcome'; readonly welcome: Welcome<State, I> };

/** A pair of plain queues between a page and Hero. Nothing moves until somebody takes it out; all is copied as JSON. */
export class SimulatedLink<State, I extends Intent> {
  readonly up: Upward<I>[] = [];
  readonly down: Downward<State, I>[] = [];
  /** A page enters once on each link. */
  hasEntered = false;
  /** What Hero has of it, once it has let the page in. */
  connection: Connection<State, I> | null = null;
  /** The page believes that it is connected. */
  isOpenForPage = true;
  /** Hero believes so; it may take longer to notice, and what was on its way still arrives. */
  isOpenForHero = true;

  sendUp(message: Upward<I>): void {
    if (this.isOpenForPage) this.up.push(copied(message));
  }

  sendDown(message: Downward<State, I>): void {
    if (this.isOpenForHero) this.down.push(copied(message));
  }
}
