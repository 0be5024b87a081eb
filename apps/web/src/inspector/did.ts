import type { GameIntent, GameName } from '@button/mutations';

type Intents = { readonly [Type in GameIntent['type']]: Extract<GameIntent, { readonly type: Type }> };

/** What a catalogue says of each mutation: what somebody did, as it follows their name. */
export type Did = { readonly [Type in keyof Intents]: (intent: Intents[Type], say: Naming) => string };

/** How to name in a sentence what an intent only has the id of. */
export interface Naming {
  readonly person: (id: string) => string;
  readonly name: (name: string) => string;
  /** Whose page it is. */
  readonly owner: (clientId: number) => string;
  readonly game: (game: GameName) => string;
}

/** What a catalogue says of one intent. */
export function inWords(did: Did, intent: GameIntent, say: Naming): string {
  return sayOf(did, intent.type, intent, say);
}

function sayOf<Type extends keyof Intents>(did: Did, type: Type, intent: Intents[Type], say: Naming): string {
  return did[type](intent, say);
}
