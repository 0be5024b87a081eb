/** A message to a relay and back, as large as the `emit` of a page. */
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
