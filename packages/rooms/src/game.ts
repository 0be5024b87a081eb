import type { Alarm, Intent, Rules } from '@button/sync';

/** What an app tells the household about its rules: how Hero says that people come and go, and what Hero has to do. */
export interface Game<State, I extends Intent> {
  readonly rules: Rules<State, I>;
  /** A page of this person opened, or came back. */
  enter(client: string, newcomer: string, name: string): I;
  /** A page is gone. */
  leave(client: string): I;
  /** What to call a person who wants this name: one that nobody else has. */
  freeName(state: State, person: string, name: string): string;
  /** The code of why a person may not be in the room; null when they may. A newcomer was never here before. */
  entryRefusal(state: State, who: { readonly person: string | null; readonly isNewcomer: boolean }): string | null;
  /** The code of why this house will not have what the rules would take; null when it will. */
  veto(intent: I): string | null;
  /** What Hero has to do after some time. */
  alarms(state: State): readonly Alarm<I>[];
  /** The clientIds that the state believes to be here. */
  openClients(state: State): readonly string[];
  /** The clientIds whose pages may link directly. */
  mayLink(state: State): readonly string[];
}
