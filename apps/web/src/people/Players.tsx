import { peopleHere, verdictOn, winsOf, type GameIntent, type Person, type State } from '@button/mutations';
import { useMemo } from 'react';
import type { Words } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import text from '../ui/text.module.css';
import { Mark } from './Mark.tsx';
import { marksOf } from './marks.ts';
import { PersonMenu } from './PersonMenu.tsx';
import styles from './Players.module.css';

interface PlayersProps {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly title?: string;
  /** How many are listed; the others are counted. */
  readonly most?: number;
  /** Without it, it is only a list to look at. */
  readonly onSay?: (intent: GameIntent) => Promise<string | null>;
}

/** The people in the room, their wins, and their places in this round. The person with the most wins comes first. */
export function Players({ state, officialState, person, title, most = 10, onSay }: PlayersProps) {
  const { players: texts } = useLanguage().words;
  const marks = useMemo(() => marksOf(state.people.map(({ id }) => id)), [state.people]);
  const heading = title ?? texts.title;
  const wins = new Map(peopleHere(state).map((one) => [one.id, winsOf(officialState, one.id)]));
  const winsBy = ({ id }: Person) => wins.get(id) ?? 0;
  const winsFirst = (a: Person, b: Person) => winsBy(b) - winsBy(a);
  const sorted = peopleHere(state).toSorted(winsFirst);
  const shown = sorted.filter((one, place) => place < most || one.id === person);
  const more = sorted.length - shown.length;
  const isHost = person !== null && person === state.host;
  return (
    <section>
      <h2>{sorted.length > 2 ? `${heading} · ${sorted.length}` : heading}</h2>
      {sorted.length === 0 && <p className={text.hint}>{texts.nobody}</p>}
      <ul className={styles.list} aria-label={heading}>
        {shown.map((one) => (
          <li key={one.id}>
            <Mark mark={marks.get(one.id)} />
            <span className={styles.who}>
              <bdi className={styles.name}>{one.name}</bdi>
              {one.id === person && <span className={text.hint}>{texts.you}</span>}
              {one.id === state.host && <span className={text.hint}>{texts.host}</span>}
              {winsBy(one) > 0 && <span className={text.hint}>{texts.wins(winsBy(one))}</span>}
            </span>
            <span className={styles.place}>{placeOf(one.id, state, officialState, texts)}</span>
            {onSay && (isHost || one.id === person) && (
              <PersonMenu who={one} isMe={one.id === person} isLocked={state.admitted !== null} onSay={onSay} />
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={text.hint}>{texts.more(more)}</p>}
    </section>
  );
}

function placeOf(id: string, state: State, officialState: State, texts: Words['players']): string {
  const isThisRound = officialState.round === state.round;
  if (isThisRound && officialState.falseStarts.some((push) => push.person === id)) return texts.tooEarly;
  const verdict = isThisRound ? verdictOn(officialState, id) : null;
  if (verdict) return verdict.place === 1 ? texts.first : texts.placed(verdict.place, verdict.behind);
  return state.pushes.some((push) => push.person === id) ? texts.pushed : '';
}
