import { nameOf, type GameIntent, type State } from '@button/mutations';
import { HERO, type Seen } from '@button/sync';

/** Whose action it is. */
export function whoDid(state: State, { person }: { readonly person: string }): string {
  return person === HERO ? HERO : nameOf(state, person);
}

/** What somebody wanted, in words. */
export function whatWasDone(state: State, intent: GameIntent): string {
  switch (intent.type) {
    case 'clickTheButton':
      return `pushed in round ${intent.round}`;
    case 'startNextRound':
      return `asked for the round after ${intent.round}`;
    case 'openRound':
      return `started round ${intent.round}`;
    case 'lightTheButton':
      return `lit the button of round ${intent.round}`;
    case 'takeName':
    case 'rename':
      return `is called ${intent.name} now`;
    case 'renamePerson':
      return `called ${nameOf(state, intent.who)} ${intent.name}`;
    case 'chooseGame':
      return `chose ${intent.game}`;
    case 'judge':
      return `called ${nameOf(state, intent.who)} ${intent.isRight ? 'right' : 'wrong'}`;
    case 'takeBackJudgement':
      return `took back what was said of ${nameOf(state, intent.who)}`;
    case 'keepRoundsToHost':
      return intent.isKept ? 'starts all rounds now' : 'lets everybody start rounds';
    case 'lockRoom':
      return intent.isLocked ? 'locked the room' : 'unlocked the room';
    case 'closeRoom':
      return 'closed the room';
    case 'removePerson':
      return `removed ${nameOf(state, intent.who)}`;
    case 'handOver':
      return `made ${nameOf(state, intent.to)} the host`;
    case 'replaceHost':
      return `made ${nameOf(state, intent.by)} the host`;
    case 'allowDirectLinks':
      return intent.allowed ? 'allowed direct links' : 'ended direct links';
    case 'enter':
    case 'arrive':
      return `let ${intent.name} in`;
    case 'leave':
      return `saw ${ownerOf(state, intent.client)} leave`;
  }
}

/** One line of the record. `state` is from before it, when whoever left was still there. */
export function lineInWords(state: State, { recorded, refusal }: Seen<GameIntent>): { who: string; what: string } {
  switch (recorded.kind) {
    case 'action': {
      const what = whatWasDone(state, recorded.action);
      return { who: whoDid(state, recorded.action), what: refusal === null ? what : `${what}: refused, ${refusal}` };
    }
    case 'refused':
      return { who: ownerOf(state, recorded.clientId), what: `was refused: ${recorded.code}` };
    case 'welcome':
      return { who: HERO, what: 'welcomed a page' };
    case 'forget':
      return { who: HERO, what: 'forgot a page that is gone' };
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
function ownerOf(state: State, client: string): string {
  return state.people.find(({ clients }) => clients.includes(client))?.name ?? 'a page';
}
