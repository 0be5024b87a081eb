import type { Alarm, Intent, Rules } from '@button/sync';
import type { RoomCodes } from './room-codes.ts';

/** An app, as the rooms run it. Only its rules are required. */
export interface App<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** How people stand in the state; without it, a page that comes or goes changes nothing there. */
  readonly presence?: PresenceRules<State, I>;
  /** The code of why somebody may not be in the room; null when they may. By default, everybody may. */
  readonly entryRefusal?: (state: State, visitor: Visitor) => string | null;
  /** The code of why this server rejects an intent that the rules would take; null when it does not. */
  readonly veto?: (intent: I) => string | null;
  /** What Hero has to do after some time. */
  readonly alarms?: (state: State) => readonly Alarm<I>[];
  /** The clientIds whose pages may link directly; none by default. */
  readonly mayLink?: (state: State) => readonly string[];
  /** Whether entering a room that does not exist creates it. By default, rooms begin with `create` alone. */
  readonly createsOnEntry?: (room: string) => boolean;
  /** The codes of rooms that `create` makes: three syllables such as TOMAKI by default. */
  readonly roomCodes?: RoomCodes;
}

/** Who wants to be in a room. */
export interface Visitor {
  /** Null for a page that only watches. */
  readonly person: string | null;
  /** Never in this room before. */
  readonly isNewcomer: boolean;
}

/** How the state comes to list people and their open pages: by actions that Hero emits. */
export interface PresenceRules<State, I extends Intent> {
  /** A page of this person opened, or came back. */
  enter(client: string, person: string, name: string): I;
  /** A page is gone. */
  leave(client: string): I;
  /** The clientIds that the state lists as open. */
  openClients(state: State): readonly string[];
  /** The code of why nobody can have this name, `''` if none was given; null when somebody can. Any name by default. */
  readonly nameRefusal?: (name: string) => string | null;
  /** The name to record for a person who asks for this one: tidy, and nobody else's. As it was asked for by default. */
  readonly freeName?: (state: State, person: string, name: string) => string;
}
