import { nameOf, type State } from '@button/mutations';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Players } from '../people/Players.tsx';

interface StateInspectorProps {
  readonly state: State | null;
  readonly from: number;
  readonly last: number;
  readonly at: number;
  readonly person: string | null;
  /** Null to follow the record. */
  readonly onChoose: (at: number | null) => void;
}

/** The official state at any number since the inspector was opened. */
export function StateInspector({ state, from, last, at, person, onChoose }: StateInspectorProps) {
  const { words, named } = useLanguage();
  const { inspector } = words;
  return (
    <section>
      <h3>
        <label htmlFor="then">{inspector.stateAfter(at)}</label>
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
              ? inspector.nobodyPushed(state.round)
              : inspector.wasFirst(state.round, named(nameOf(state, state.personWhoPushedFirst)))}
          </p>
          <Players title={words.players.then} state={state} officialState={state} person={person} />
        </>
      )}
    </section>
  );
}
