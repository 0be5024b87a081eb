import { nameOf, type GameIntent, type State } from '@button/mutations';
import { HERO } from '@button/sync';
import type { Seen } from './history.ts';
import type { Language } from '../language.ts';
import { inWords } from './did.ts';

/** Whose action it is. */
export function whoDid(state: State, person: string | null): string {
  return person === null || person === HERO ? HERO : nameOf(state, person);
}

/** What somebody wanted, in words. */
export function whatWasDone(state: State, intent: GameIntent, language: Language): string {
  const { named, words } = language;
  return inWords(words.did, intent, {
    person: (id) => named(nameOf(state, id)),
    name: named,
    owner: (clientId) => named(ownerOf(state, clientId, language)),
    game: (game) => words.games[game].title,
  });
}

/** One line of the record. `state` is from before it, when whoever left was still there. */
export function lineInWords(
  state: State,
  { line, person, refusal }: Seen<State, GameIntent>,
  language: Language,
): { readonly who: string; readonly what: string } {
  const { heroSaw } = language.words;
  switch (line.kind) {
    case 'action': {
      const what = whatWasDone(state, line.action, language);
      return { who: whoDid(state, person), what: refusal === null ? what : heroSaw.refused(what, refusal) };
    }
    case 'refused':
      return { who: ownerOf(state, line.clientId, language), what: heroSaw.wasRefused(line.code) };
    case 'join':
      return { who: HERO, what: heroSaw.welcomed };
    case 'forget':
      return { who: HERO, what: heroSaw.forgot };
  }
}

/** `serverTime` as a clock on the wall has it, to the millisecond. */
export function clock(serverTime: number): string {
  const date = new Date(serverTime);
  const two = (value: number) => String(value).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** Whose page it is. */
function ownerOf(state: State, client: number, { words }: Language): string {
  return state.people.find(({ clients }) => clients.includes(client))?.name ?? words.heroSaw.aPage;
}
