/** The events of PROTOCOL.md that the benchmark uses. Their content is trusted, because it comes from our own Hero. */
export interface EventsToHero {
  enter: (message: object) => void;
  emit: (message: readonly [clientSeq: number, action: object]) => void;
}

export interface EventsOfHero<State> {
  welcome: (message: Welcome<State>) => void;
  denied: (message: { readonly code: string }) => void;
  lines: (message: readonly [serverSeq: number, serverTime: number, ...lines: Line[]]) => void;
}

export interface Welcome<State> {
  readonly clientId: number;
  readonly catchUp: { readonly snapshot: { readonly state: State } };
}

/** An action; other lines have no clientId, or no type. The round is all that the benchmark reads of a payload. */
type Line = readonly [
  clientId: number | string | null,
  clientSeq?: number,
  type?: string | null,
  payload?: { readonly round?: number },
];
