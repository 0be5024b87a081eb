/** The events of PROTOCOL.md that the benchmark uses. Their content is trusted, because it comes from our own Hero. */
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
