import { peopleHere, verdictOn, winsOf, type State } from '@button/mutations';
import { useId } from 'react';
import { later, ordinal } from './status.ts';

interface PlayersProps {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly title?: string;
}

/** Who is here, how often they won, and where they came in this round. */
export function Players({ state, officialState, person, title = 'Players' }: PlayersProps) {
  const id = useId();
  return (
    <section className="players">
      <h2 id={id}>{title}</h2>
      <ul aria-labelledby={id}>
        {peopleHere(state).map(({ id: one, name }) => (
          <li key={one} className={one === person ? 'is-me' : undefined}>
            <span className="player-name">{name}</span>
            {one === person && <span className="player-me">you</span>}
            <span className="player-wins">{winsText(winsOf(officialState, one))}</span>
            <span className="player-place">{placeOf(one, state, officialState)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function winsText(wins: number): string {
  if (wins === 0) return '';
  return wins === 1 ? '1 win' : `${wins} wins`;
}

function placeOf(id: string, state: State, officialState: State): string {
  const verdict = officialState.round === state.round ? verdictOn(officialState, id) : null;
  if (verdict) return verdict.place === 1 ? '1st' : `${ordinal(verdict.place)}, ${later(verdict.behind)}`;
  return state.pushes.some((push) => push.person === id) ? 'pushed…' : '';
}
