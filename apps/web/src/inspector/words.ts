import { nameOf, type GameIntent, type State } from '@button/mutations';
import { HERO } from '@button/sync';
import type { Language } from '../i18n/language.ts';
import { inWords } from './did.ts';
import type { Seen } from './history.ts';

/** The name of the person in whose name an action is. */
export function whoDid(state: State, person: string | null): string {
  return person === null || person === HERO ? HERO : nameOf(state, person);
}

/** An intent in words. */
export function whatWasDone(state: State, intent: GameIntent, language: Language): string {
  const { named, words } = language;
  return inWords(words.did, intent, {
    person: (id) => named(nameOf(state, id)),
    name: named,
    owner: (clientId) => named(ownerOf(state, clientId, language)),
    game: (game) => words.games[game].title,
  });
}

/** A line of the record in words. `state` is from before it, so that a person who leaves is still in it. */
export function lineInWords(
  state: State,
  { line, person, refusal }: Seen<State, GameIntent>,
  language: Language,
): { readonly who: string; readonly what: string } {
  const { inspector } = language.words;
  switch (line.kind) {
    case 'action': {
      const what = whatWasDone(state, line.action, language);
      return { who: whoDid(state, person), what: refusal === null ? what : inspector.refused(what, refusal) };
    }
    case 'refused':
      return { who: ownerOf(state, line.clientId, language), what: inspector.wasRefused(line.code) };
    case 'join':
      return { who: HERO, what: inspector.welcomed };
    case 'forget':
      return { who: HERO, what: inspector.forgot };
  }
}

/** `serverTime` as a clock on the wall has it, to the millisecond. */
export function clock(serverTime: number): string {
  const date = new Date(serverTime);
  const two = (value: number) => String(value).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** The name of the page's person. */
function ownerOf(state: State, client: number, { words }: Language): string {
  return state.people.find(({ clients }) => clients.includes(client))?.name ?? words.inspector.aPage;
}
