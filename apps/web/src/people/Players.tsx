import { peopleHere, verdictOn, winsOf, type GameIntent, type Person, type State } from '@button/mutations';
import { Mark } from './Mark.tsx';
import { marksOf } from './marks.ts';
import { PersonMenu } from './PersonMenu.tsx';
import { useMemo } from 'react';
import type { Words } from './language.ts';
import { useLanguage } from './useLanguage.tsx';

interface PlayersProps {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly title?: string;
  /** So many are listed; the others are counted. */
  readonly most?: number;
  /** Without it, it is only a list to look at. */
  readonly onSay?: (intent: GameIntent) => void;
}

/** Who is here, how often they won, and where they came in this round: whoever won most comes first. */
export function Players({ state, officialState, person, title, most = 10, onSay }: PlayersProps) {
  const { players: texts } = useLanguage().words;
  const marks = useMemo(() => marksOf(state.people.map(({ id }) => id)), [state.people]);
  const heading = title ?? texts.title;
  const wins = new Map(peopleHere(state).map((one) => [one.id, winsOf(officialState, one.id)]));
  const winsFirst = (a: Person, b: Person) => (wins.get(b.id) ?? 0) - (wins.get(a.id) ?? 0);
  const sorted = peopleHere(state).toSorted(winsFirst);
  const shown = sorted.filter((one, place) => place < most || one.id === person);
  const more = sorted.length - shown.length;
  const isHost = person !== null && person === state.host;
  return (
    <section className="players">
      <h2>{sorted.length > 2 ? `${heading} · ${sorted.length}` : heading}</h2>
      {sorted.length === 0 && <p className="hint">{texts.nobody}</p>}
      <ul aria-label={heading}>
        {shown.map((one) => (
          <li key={one.id} className={one.id === person ? 'is-me' : undefined}>
            <Mark mark={marks.get(one.id)} />
            <span className="player-who">
              <bdi className="player-name">{one.name}</bdi>
              {one.id === person && <span className="player-tag">{texts.you}</span>}
              {one.id === state.host && <span className="player-tag">{texts.host}</span>}
              <span className="player-tag">{winsText(wins.get(one.id) ?? 0, texts)}</span>
            </span>
            <span className="player-place">{placeOf(one.id, state, officialState, texts)}</span>
            {onSay && (isHost || one.id === person) && <PersonMenu who={one} isMe={one.id === person} onSay={onSay} />}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="hint">{texts.more(more)}</p>}
    </section>
  );
}

function winsText(wins: number, texts: Words['players']): string {
  return wins === 0 ? '' : texts.wins(wins);
}

function placeOf(id: string, state: State, officialState: State, texts: Words['players']): string {
  const isThisRound = officialState.round === state.round;
  if (isThisRound && officialState.falseStarts.some((push) => push.person === id)) return texts.tooEarly;
  const verdict = isThisRound ? verdictOn(officialState, id) : null;
  if (verdict) return verdict.place === 1 ? texts.first : texts.placed(verdict.place, verdict.behind);
  return state.pushes.some((push) => push.person === id) ? texts.pushed : '';
}
