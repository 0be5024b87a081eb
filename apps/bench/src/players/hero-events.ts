/** The events of PROTOCOL.md that the benchmark uses. Their content is trusted, because it comes from our own Hero. */
export interface EventsToHero {
  enter: (message: object) => void;
  emit: (message: { readonly clientSeq: number; readonly action: object }) => void;
}

export interface EventsOfHero<State, Action> {
  welcome: (message: Welcome<State>) => void;
  denied: (message: { readonly code: string }) => void;
  official: (message: { readonly lines: readonly Line<Action>[] }) => void;
}

export interface Welcome<State> {
  readonly clientId: string;
  readonly catchUp: { readonly snapshot: { readonly state: State } };
}

interface Line<Action> {
  readonly clientId: string;
  readonly action?: Action;
}
