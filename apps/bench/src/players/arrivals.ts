/** The times at which a page showed a push, and at which the push was official there, in milliseconds. */
export interface Arrivals {
  readonly shown: number;
  readonly official: number;
}
