import './finish-line.css';
import { nameOf, type Push, type State } from '@button/mutations';
import { useId, useMemo } from 'react';
import { Mark } from './Mark.tsx';
import { marksOf } from './marks.ts';
import type { Language } from './language.ts';
import { useLanguage } from './useLanguage.tsx';

interface FinishLineProps {
  readonly officialState: State;
  readonly person: string | null;
  readonly title?: string;
  /** So many are drawn; the others are counted. */
  readonly most?: number;
}

const MOST = 10;

/** All pushes of the round on one axis of time, from the first one's on. */
export function FinishLine({ officialState, person, title, most = MOST }: FinishLineProps) {
  const id = useId();
  const language = useLanguage();
  const { finish, players } = language.words;
  const { pushes, falseStarts } = officialState;
  const { people } = officialState;
  const marks = useMemo(() => marksOf(people.map(({ id }) => id)), [people]);
  const [first] = pushes;
  if (!first && falseStarts.length === 0) return null;
  const behind = (push: Push) => push.serverTime - (first?.serverTime ?? push.serverTime);
  const places = pushes.map((push, index) => ({ push, place: index + 1 }));
  const shown = places.filter(({ push, place }) => place <= most || push.person === person);
  const longest = Math.max(1, ...shown.map(({ push }) => behind(push)));
  return (
    <section className="finish">
      <h2 id={id}>{title ?? finish.title}</h2>
      <ol aria-labelledby={id}>
        {shown.map(({ push, place }) => (
          <li key={push.person} className={push.person === person ? 'is-me' : undefined}>
            <span className="finish-who">
              <span className="finish-place">{finish.place(place)}</span>{' '}
              <bdi>{nameOf(officialState, push.person)}</bdi>
              {push.person === person && <span className="player-tag"> {players.you}</span>}
            </span>
            <span className="finish-behind">{place === 1 ? finish.first : finish.behind(behind(push))}</span>
            <span className="finish-track" aria-hidden="true">
              <span className="finish-at" style={{ insetInlineStart: `${(behind(push) / longest) * 100}%` }}>
                <Mark mark={marks.get(push.person)} />
              </span>
            </span>
            <span className="finish-way">{push.roundTrip === null ? '' : finish.way(push.roundTrip)}</span>
          </li>
        ))}
      </ol>
      {places.length > shown.length && <p className="hint">{players.more(places.length - shown.length)}</p>}
      {falseStarts.length > 0 && <p>{finish.tooEarly(namesOf(falseStarts, officialState, language))}</p>}
      <p className="hint">{finish.fairness}</p>
    </section>
  );
}

function namesOf(pushes: readonly Push[], state: State, { words, list }: Language): string {
  const names = pushes.slice(0, MOST).map(({ person }) => nameOf(state, person));
  const more = pushes.length - names.length;
  return list([...names, ...(more > 0 ? [words.finish.more(more)] : [])]);
}
