import type { Alarm, Intent, Rules } from '@button/sync';
import type { RoomCodes } from './room-codes.ts';

/**
 * An app, as the rooms run it. Only its rules are required.
 * @example
 * const app: App<Notes, NotesIntent> = { rules, createsOnEntry: (room) => room.startsWith('list-') };
 */
export interface App<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** Lists people and their pages in the state. Without it, a page that comes or goes changes nothing there. */
  readonly presence?: PresenceRules<State, I>;
  /** The reason code if this visitor may not be in the room, else null. By default, everybody may. */
  readonly entryRefusal?: (state: State, visitor: Visitor) => string | null;
  /**
   * The part of the state that `entryRefusal` reads for people who are in the room, and for pages that watch it: they are
   * asked about again only when it is another value. By default the whole state, so that every line asks about everybody.
   */
  readonly entryDependsOn?: (state: State) => unknown;
  /** Who can let in people whom `entryRefusal` denies. By default nobody can. */
  readonly door?: DoorRules<State>;
  /** Whether this person has a place, and so gets into a room that is full. By default, nobody does. */
  readonly hasPlace?: (state: State, person: string) => boolean;
  /**
   * What Hero records of a page's intent that the rules accept, or the reason code if this server rejects it. Anything that
   * pages may compute differently belongs here, such as a comparison by Unicode tables: the record has its result. By
   * default, the intent as it is.
   */
  readonly prepare?: (intent: I) => { readonly intent: I } | { readonly refusal: string };
  /** The alarms that this state sets. */
  readonly alarms?: (state: State) => readonly Alarm<I>[];
  /** The clientIds of the pages that may link directly to each other; none by default. */
  readonly mayLink?: (state: State) => readonly number[];
  /** Whether entering a room that does not exist creates it. By default, rooms begin with `create` alone. */
  readonly createsOnEntry?: (room: string) => boolean;
  /**
   * How rooms are called. By default `create` draws three syllables such as TOMAKI, and a room is asked for by exactly
   * its code, of at most 64 characters; with `spokenCodes`, in capitals or not.
   */
  readonly roomCodes?: RoomCodes;
}

/** The visitor: the person behind a page that asks to be let into a room. */
export interface Visitor {
  /** A person's id; null for a page that only watches. */
  readonly person: string | null;
  /** Whether a page that only watches has the room's watch key, or is in the room already. */
  readonly hasWatchKey: boolean;
}

/** A door that is kept by a person in the room. */
export interface DoorRules<State> {
  /** The code of `entryRefusal` for people who can be let in: they wait until the state denies them no more. */
  readonly closedCode: string;
  /** The person who learns who waits and how many pages only watch, and may send them away; null if there is none. */
  readonly keeper: (state: State) => string | null;
}

/** How the state comes to list people and their open pages: by actions that Hero emits. */
export interface PresenceRules<State, I extends Intent> {
  /**
   * The intent that lists a page which opened or came back, with its person, under the name that they get if they ask for
   * this one. `nameRefusal` has accepted the name.
   */
  enter(client: number, person: string, name: string, state: State): I;
  /** The intent that takes a page off the list. */
  leave(client: number): I;
  /** The clientIds that the state lists as open. */
  openClients(state: State): readonly number[];
  /** The reason code if this can be no person's name (`''`: none was given), else null. By default, any name can be. */
  readonly nameRefusal?: (name: string) => string | null;
}
