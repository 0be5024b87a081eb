import { nameOf, type Push, type State } from '@button/mutations';
import { clsx } from 'clsx/lite';
import { useId, useMemo } from 'react';
import type { Language } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Mark } from '../people/Mark.tsx';
import { marksOf } from '../people/marks.ts';
import text from '../ui/text.module.css';
import styles from './FinishLine.module.css';

interface FinishLineProps {
  readonly officialState: State;
  readonly person: string | null;
  readonly title?: string;
  /** How many are drawn; the others are counted. */
  readonly most?: number;
  /** Places and times alone. */
  readonly isBrief?: boolean;
}

const MOST = 10;

/** All pushes of the round on one axis of time, which begins at the first. */
export function FinishLine({ officialState, person, title, most = MOST, isBrief = false }: FinishLineProps) {
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
    <section>
      <h2 id={id}>{title ?? finish.title}</h2>
      <ol className={styles.list} aria-labelledby={id}>
        {shown.map(({ push, place }) => (
          <li key={push.person} className={push.person === person ? styles.me : undefined}>
            <span className={styles.who}>
              <span className={styles.place}>{finish.place(place)}</span>{' '}
              <bdi>{nameOf(officialState, push.person)}</bdi>
              {push.person === person && <span className={text.hint}> {players.you}</span>}
            </span>
            <span className={styles.behind}>{place === 1 ? finish.first : finish.behind(behind(push))}</span>
            {!isBrief && (
              <>
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.at} style={{ insetInlineStart: `${(behind(push) / longest) * 100}%` }}>
                    <Mark mark={marks.get(push.person)} />
                  </span>
                </span>
                <span className={styles.roundTrip}>{push.roundTrip === null ? '' : finish.way(push.roundTrip)}</span>
              </>
            )}
          </li>
        ))}
      </ol>
      {places.length > shown.length && !isBrief && (
        <p className={text.hint}>{players.more(places.length - shown.length)}</p>
      )}
      {falseStarts.length > 0 && <p>{finish.tooEarly(namesOf(falseStarts, officialState, language))}</p>}
      {!isBrief && <p className={clsx(text.hint, styles.fairness)}>{finish.fairness}</p>}
    </section>
  );
}

function namesOf(pushes: readonly Push[], state: State, { words, list }: Language): string {
  const names = pushes.slice(0, MOST).map(({ person }) => nameOf(state, person));
  const more = pushes.length - names.length;
  return list([...names, ...(more > 0 ? [words.finish.more(more)] : [])]);
}
