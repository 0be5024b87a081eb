/** The game as everyone in a room shares it. Plain JSON; changed only by the mutations. */
export interface State {
  /** 1, 2, 3… A push belongs to the round it was meant for. */
  readonly round: number;
  /** The winner of this round: a person's id. */
  readonly personWhoPushedFirst: string | null;
  /** One for each person at most, in Hero's order. */
  readonly pushes: readonly Push[];
  /** In the order in which they came. Someone who left stays for as long as their push is shown. */
  readonly people: readonly Person[];
}

export interface Push {
  readonly person: string;
  /** When it reached Hero: milliseconds since 1970. */
  readonly serverTime: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Their open pages. Nobody is here who has none. */
  readonly clients: readonly string[];
}

export const initialState: State = { round: 1, personWhoPushedFirst: null, pushes: [], people: [] };
