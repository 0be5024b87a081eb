import { nameOf, type State } from '@button/mutations';
import { Players } from '../Players.tsx';
import { useLanguage } from '../useLanguage.tsx';

interface StateThenProps {
  readonly state: State | null;
  readonly from: number;
  readonly last: number;
  readonly at: number;
  readonly person: string | null;
  /** Null goes along with the record. */
  readonly onChoose: (at: number | null) => void;
}

/** The official state at any number since the inspector was opened. */
export function StateThen({ state, from, last, at, person, onChoose }: StateThenProps) {
  const { words, named } = useLanguage();
  const { heroSaw } = words;
  return (
    <section className="then">
      <h3>
        <label htmlFor="then">{heroSaw.stateAfter(at)}</label>
      </h3>
      <input
        id="then"
        type="range"
        min={from}
        max={last}
        value={at}
        disabled={from === last}
        onChange={({ currentTarget: { valueAsNumber } }) => onChoose(valueAsNumber === last ? null : valueAsNumber)}
      />
      {state && (
        <>
          <p>
            {state.personWhoPushedFirst === null
              ? heroSaw.nobodyPushed(state.round)
              : heroSaw.wasFirst(state.round, named(nameOf(state, state.personWhoPushedFirst)))}
          </p>
          <Players title={words.players.then} state={state} officialState={state} person={person} />
        </>
      )}
    </section>
  );
}
