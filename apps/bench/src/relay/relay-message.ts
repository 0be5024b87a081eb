/** A message from a relay to every page in a room. */
export type RelayMessage =
  { readonly entered: number } | { readonly left: number } | { readonly pressed: number; readonly round: number };

/** The first message to a newcomer: their number, and the room after all messages so far. */
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

/** The names are as short as those of Hero's events, because bytes are compared. */
export interface EventsOfRelay {
  welcome: (message: Welcome) => void;
  news: (message: RelayMessage) => void;
  batch: (messages: readonly RelayMessage[]) => void;
}
