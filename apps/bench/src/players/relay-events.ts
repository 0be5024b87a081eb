/** What is said to a relay, and heard from it: as much as a page says to Hero. */
export interface Saying {
  readonly clientId: string;
  readonly clientSeq: number;
  readonly action: object;
}

export interface EventsToRelay {
  enter: (room: string) => void;
  say: (message: Saying) => void;
}

export interface EventsOfRelay {
  welcome: () => void;
  said: (message: Saying) => void;
}
