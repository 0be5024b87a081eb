import { randomUUID } from 'node:crypto';
import { validate, type Enter, type Intent, type Refused } from '@button/sync';
import type { Game } from './game.ts';
import type { Keys } from './keys.ts';

/** As whom somebody comes in: null for a page that only watches. */
export interface Admitted {
  readonly person: string | null;
}

/** Checks what somebody says of themselves at the door, and whether the game lets them in. */
export function admit<State, I extends Intent>(
  keys: Keys,
  game: Game<State, I>,
  state: State,
  enter: Enter,
): Admitted | Refused {
  const person = whoIs(keys, enter);
  if (person === undefined) return { refused: 'wrong-person-token' };
  if (!ownsClientId(keys, enter, person)) return { refused: 'wrong-client-key' };
  const isNewcomer = person !== null && enter.personToken === null;
  const refused = game.entryRefusal(state, { person, isNewcomer }) ?? nameRefusal(game, enter, person);
  return refused === null ? { person } : { refused };
}

/** Undefined for a token that Hero did not sign. */
function whoIs(keys: Keys, { name, personToken }: Enter): string | null | undefined {
  if (name === null) return null;
  if (personToken === null) return randomUUID();
  return keys.personOf(personToken) ?? undefined;
}

function ownsClientId(keys: Keys, { returning }: Enter, person: string | null): boolean {
  return !returning || keys.isKeyFor(returning.clientId, person, returning.clientKey);
}

function nameRefusal<State, I extends Intent>(
  game: Game<State, I>,
  { name }: Enter,
  person: string | null,
): string | null {
  if (name === null || person === null) return null;
  const validated = validate(game.rules, game.enter('somebody', person, name));
  return 'intent' in validated ? game.veto(validated.intent) : 'wrong-name';
}
