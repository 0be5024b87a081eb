import type { GameIntent, State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { useLanguage } from '../useLanguage.tsx';
import { whatWasDone, whoDid } from './words.ts';

/** So many are on the page at once. */
const SHOWN = 30;

/** What is unverified: shown to everybody on this page, and not yet in the record. */
export function Waiting({ view, state }: { view: RoomView<State, GameIntent>; state: State }) {
  const language = useLanguage();
  const { heroSaw } = language.words;
  const { unverifiedActions, clientId } = view;
  const more = unverifiedActions.length - SHOWN;
  return (
    <section className="waiting">
      <h3 id="waiting">{heroSaw.unverified}</h3>
      {unverifiedActions.length === 0 && <p className="hint">{heroSaw.nothingWaits}</p>}
      <ul aria-labelledby="waiting">
        {unverifiedActions.slice(0, SHOWN).map((unverified) => (
          <li key={`${unverified.clientId} ${unverified.clientSeq}`}>
            <span className="line-what">
              <strong>{whoDid(state, unverified.action.person)}</strong>{' '}
              {whatWasDone(state, unverified.action, language)}
            </span>
            <span className="line-from">{unverified.clientId === clientId ? heroSaw.fromMe : heroSaw.fromAPeer}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="hint">{heroSaw.more(more)}</p>}
    </section>
  );
}
