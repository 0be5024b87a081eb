import type { GameIntent, State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { useLanguage } from '../i18n/useLanguage.tsx';
import text from '../ui/text.module.css';
import styles from './UnverifiedList.module.css';
import { whatWasDone, whoDid } from './words.ts';

/** How many are on the page at once. */
const SHOWN = 30;

/** The unverified actions: shown on this page, and not yet in the record. */
export function UnverifiedList({ view, state }: { view: RoomView<State, GameIntent>; state: State }) {
  const language = useLanguage();
  const { inspector } = language.words;
  const { unverifiedActions, clientId } = view;
  const more = unverifiedActions.length - SHOWN;
  return (
    <section>
      <h3 id="unverified">{inspector.unverified}</h3>
      {unverifiedActions.length === 0 && <p className={text.hint}>{inspector.nothingWaits}</p>}
      <ul className={styles.list} aria-labelledby="unverified">
        {unverifiedActions.slice(0, SHOWN).map((unverified) => (
          <li key={`${unverified.clientId} ${unverified.clientSeq}`}>
            <span className={styles.what}>
              <strong>{whoDid(state, unverified.action.person)}</strong>{' '}
              {whatWasDone(state, unverified.action, language)}
            </span>
            <span className={styles.from}>
              {unverified.clientId === clientId ? inspector.fromMe : inspector.fromAPeer}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={text.hint}>{inspector.more(more)}</p>}
    </section>
  );
}
