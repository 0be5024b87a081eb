import { peopleHere, verdictOn, winsOf, type GameIntent, type Person, type State } from '@button/mutations';
import { Mark } from './Mark.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { later, ordinal } from './status.ts';

interface PlayersProps {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly title?: string;
  /** Without it, it is only a list to look at. */
  readonly onSay?: (intent: GameIntent) => void;
}

/** So many are listed; the others are counted. */
const SHOWN = 10;

/** Who is here, how often they won, and where they came in this round: whoever won most comes first. */
export function Players({ state, officialState, person, title = 'Players', onSay }: PlayersProps) {
  const wins = new Map(peopleHere(state).map((one) => [one.id, winsOf(officialState, one.id)]));
  const winsFirst = (a: Person, b: Person) => (wins.get(b.id) ?? 0) - (wins.get(a.id) ?? 0);
  const sorted = peopleHere(state).toSorted(winsFirst);
  const shown = sorted.filter((one, place) => place < SHOWN || one.id === person);
  const more = sorted.length - shown.length;
  const isHost = person !== null && person === state.host;
  return (
    <section className="players">
      <h2>{sorted.length > 2 ? `${title} · ${sorted.length}` : title}</h2>
      <ul aria-label={title}>
        {shown.map((one) => (
          <li key={one.id} className={one.id === person ? 'is-me' : undefined}>
            <Mark person={one.id} />
            <span className="player-name">{one.name}</span>
            {one.id === person && <span className="player-tag">you</span>}
            {one.id === state.host && <span className="player-tag">host</span>}
            <span className="player-tag">{winsText(wins.get(one.id) ?? 0)}</span>
            <span className="player-place">{placeOf(one.id, state, officialState)}</span>
            {onSay && (isHost || one.id === person) && <PersonMenu who={one} isMe={one.id === person} onSay={onSay} />}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="hint">+{more} more</p>}
    </section>
  );
}

function winsText(wins: number): string {
  if (wins === 0) return '';
  return wins === 1 ? '1 win' : `${wins} wins`;
}

function placeOf(id: string, state: State, officialState: State): string {
  const isThisRound = officialState.round === state.round;
  if (isThisRound && officialState.falseStarts.some((push) => push.person === id)) return 'too early';
  const verdict = isThisRound ? verdictOn(officialState, id) : null;
  if (verdict) return verdict.place === 1 ? '1st' : `${ordinal(verdict.place)}, ${later(verdict.behind)}`;
  return state.pushes.some((push) => push.person === id) ? 'pushed…' : '';
}
