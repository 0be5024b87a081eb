import { nameOf, type GameIntent, type State } from '@button/mutations';
import { HERO, type Seen } from '@button/sync';
import type { Language } from '../language.ts';

/** Whose action it is. */
export function whoDid(state: State, { person }: { readonly person: string }): string {
  return person === HERO ? HERO : nameOf(state, person);
}

/** What somebody wanted, in words. */
export function whatWasDone(state: State, intent: GameIntent, language: Language): string {
  const { named, words } = language;
  const { did } = words;
  const called = (person: string) => named(nameOf(state, person));
  switch (intent.type) {
    case 'clickTheButton':
      return did.pushed(intent.round);
    case 'startNextRound':
      return did.askedForNext(intent.round);
    case 'openRound':
      return did.started(intent.round);
    case 'lightTheButton':
      return did.lit(intent.round);
    case 'takeName':
    case 'rename':
      return did.isCalled(named(intent.name));
    case 'renamePerson':
      return did.called(called(intent.who), named(intent.name));
    case 'chooseGame':
      return did.chose(words.games[intent.game].title);
    case 'judge':
      return did.judged(called(intent.who), intent.isRight);
    case 'takeBackJudgement':
      return did.tookBack(called(intent.who));
    case 'keepRoundsToHost':
      return intent.isKept ? did.keepsRounds : did.sharesRounds;
    case 'lockRoom':
      return intent.isLocked ? did.locked : did.unlocked;
    case 'closeRoom':
      return did.closed;
    case 'removePerson':
      return did.removed(called(intent.who));
    case 'handOver':
      return did.madeHost(called(intent.to));
    case 'replaceHost':
      return did.madeHost(called(intent.by));
    case 'allowDirectLinks':
      return intent.allowed ? did.allowedLinks : did.endedLinks;
    case 'enter':
    case 'arrive':
      return did.letIn(named(intent.name));
    case 'leave':
      return did.sawLeave(named(ownerOf(state, intent.client, language)));
  }
}

/** One line of the record. `state` is from before it, when whoever left was still there. */
export function lineInWords(
  state: State,
  { recorded, refusal }: Seen<GameIntent>,
  language: Language,
): { readonly who: string; readonly what: string } {
  const { heroSaw } = language.words;
  switch (recorded.kind) {
    case 'action': {
      const what = whatWasDone(state, recorded.action, language);
      return { who: whoDid(state, recorded.action), what: refusal === null ? what : heroSaw.refused(what, refusal) };
    }
    case 'refused':
      return { who: ownerOf(state, recorded.clientId, language), what: heroSaw.wasRefused(recorded.code) };
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
function ownerOf(state: State, client: string, { words }: Language): string {
  return state.people.find(({ clients }) => clients.includes(client))?.name ?? words.heroSaw.aPage;
}
