/** What a relay tells every page in a room. */
export type Line =
  { readonly entered: number } | { readonly left: number } | { readonly pressed: number; readonly round: number };

/** What a relay tells a newcomer: their number, and the room as it was told to everyone so far. */
export interface Welcome {
  readonly welcome: number;
  readonly people: readonly number[];
  readonly round: number;
  readonly winner: number | null;
}

/** The events of the Socket.IO relay. */
export interface EventsToRelay {
  enter: (room: string) => void;
  press: (round: number) => void;
}

export interface EventsOfRelay {
  welcome: (message: Welcome) => void;
  line: (line: Line) => void;
  lines: (lines: readonly Line[]) => void;
}
