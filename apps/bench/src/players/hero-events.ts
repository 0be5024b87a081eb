/** The events of PROTOCOL.md, as far as they are used here. Their content is trusted: it is our own Hero's. */
export interface EventsToHero {
  enter: (message: object) => void;
  emit: (message: { readonly clientSeq: number; readonly action: object }) => void;
}

export interface EventsOfHero {
  welcome: (message: Welcome) => void;
  denied: (message: { readonly code: string }) => void;
  official: (message: { readonly lines: readonly Line[] }) => void;
}

export interface Welcome {
  readonly clientId: string;
}

interface Line {
  readonly clientId: string;
  readonly clientSeq: number;
}
