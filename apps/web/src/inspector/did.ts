import type { GameIntent, GameName } from '@button/mutations';

type Intents = { readonly [Type in GameIntent['type']]: Extract<GameIntent, { readonly type: Type }> };

/** A catalogue's words for each mutation, as they follow the name of the person. */
export type Did = { readonly [Type in keyof Intents]: (intent: Intents[Type], say: Naming) => string };

/** Names, for a sentence, the things of which an intent has only the id. */
export interface Naming {
  readonly person: (id: string) => string;
  readonly name: (name: string) => string;
  /** The name of the page's person. */
  readonly owner: (clientId: number) => string;
  readonly game: (game: GameName) => string;
}

/** A catalogue's words for one intent. */
export function inWords(did: Did, intent: GameIntent, say: Naming): string {
  return sayOf(did, intent.type, intent, say);
}

function sayOf<Type extends keyof Intents>(did: Did, type: Type, intent: Intents[Type], say: Naming): string {
  return did[type](intent, say);
}
