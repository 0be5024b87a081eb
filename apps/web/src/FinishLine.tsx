import './finish-line.css';
import { nameOf, type Push, type State } from '@button/mutations';
import { useId } from 'react';
import { Mark } from './Mark.tsx';
import { ordinal } from './status.ts';

interface FinishLineProps {
  readonly officialState: State;
  readonly person: string | null;
}

/** So many are drawn; the others are counted. */
const SHOWN = 10;

/** All pushes of the round on one axis of time, from the first one's on. */
export function FinishLine({ officialState, person }: FinishLineProps) {
  const id = useId();
  const { pushes, falseStarts } = officialState;
  const [first] = pushes;
  if (!first && falseStarts.length === 0) return null;
  const behind = (push: Push) => push.serverTime - (first?.serverTime ?? push.serverTime);
  const places = pushes.map((push, index) => ({ push, place: index + 1 }));
  const shown = places.filter(({ push, place }) => place <= SHOWN || push.person === person);
  const longest = Math.max(1, ...shown.map(({ push }) => behind(push)));
  return (
    <section className="finish">
      <h2 id={id}>Finish line</h2>
      <ol aria-labelledby={id}>
        {shown.map(({ push, place }) => (
          <li key={push.person} className={push.person === person ? 'is-me' : undefined}>
            <span className="finish-who">
              <span className="finish-place">{ordinal(place)}</span> {nameOf(officialState, push.person)}
              {push.person === person && <span className="player-tag"> you</span>}
            </span>
            <span className="finish-behind">{place === 1 ? 'first' : plus(behind(push))}</span>
            <span className="finish-track" aria-hidden="true">
              <span className="finish-at" style={{ insetInlineStart: `${(behind(push) / longest) * 100}%` }}>
                <Mark person={push.person} />
              </span>
            </span>
            <span className="finish-way">{push.roundTrip === null ? '' : `${push.roundTrip} ms to Hero and back`}</span>
          </li>
        ))}
      </ol>
      {places.length > shown.length && <p className="hint">+{places.length - shown.length} more</p>}
      {falseStarts.length > 0 && <p>Too early: {namesOf(falseStarts, officialState)}.</p>}
      <p className="hint">The time is when a push reached Hero: who is farther away from Hero has the longer way.</p>
    </section>
  );
}

function namesOf(pushes: readonly Push[], state: State): string {
  const names = pushes.slice(0, SHOWN).map(({ person }) => nameOf(state, person));
  const more = pushes.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** Hero's clock has whole milliseconds. */
function plus(behind: number): string {
  return behind < 1 ? '<1 ms' : `+${behind} ms`;
}
