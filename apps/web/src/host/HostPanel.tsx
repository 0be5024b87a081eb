import { gameNames, mayShareRounds, type GameIntent, type State } from '@button/mutations';
import { useId, useState } from 'react';
import { Switch } from './Switch.tsx';
import { useLanguage } from './useLanguage.tsx';

interface HostPanelProps {
  readonly state: State;
  readonly onSay: (intent: GameIntent) => void;
}

/** What only the host may do for the whole room. */
export function HostPanel({ state, onSay }: HostPanelProps) {
  const id = useId();
  const { host, games } = useLanguage().words;
  const [isSure, setIsSure] = useState(false);
  return (
    <section className="host">
      <h2>{host.title}</h2>
      <fieldset className="games">
        <legend>{host.game}</legend>
        {gameNames.map((game) => (
          <label key={game} className="game">
            <input
              type="radio"
              name={`${id}-game`}
              checked={state.game === game}
              onChange={() => onSay({ type: 'chooseGame', game })}
            />
            <span className="game-title">{games[game].title}</span>
            <span className="game-rule">{games[game].rule}</span>
          </label>
        ))}
      </fieldset>
      {mayShareRounds(state) && (
        <Switch isOn={state.onlyHostStarts} onChange={(isKept) => onSay({ type: 'keepRoundsToHost', isKept })}>
          {host.onlyIStart}
        </Switch>
      )}
      <Switch isOn={state.isLocked} onChange={(isLocked) => onSay({ type: 'lockRoom', isLocked })}>
        {host.lock}
      </Switch>
      <button
        type="button"
        className="small"
        onClick={() => (isSure ? onSay({ type: 'closeRoom' }) : setIsSure(true))}
        onBlur={() => setIsSure(false)}
      >
        {isSure ? host.reallyClose : host.close}
      </button>
    </section>
  );
}
