import type { Intent, Rules } from '@button/sync';

/** What an app tells the household about its rules: how Hero says that people come and go. */
export interface Game<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** A page of this person opened, or came back. */
  arrive(client: string, newcomer: string, name: string): I;
  /** A page is gone. */
  leave(client: string): I;
  /** The clientIds that the state believes to be here. */
  openClients(state: State): readonly string[];
  /** The clientIds whose pages may link directly. */
  mayLink(state: State): readonly string[];
}
