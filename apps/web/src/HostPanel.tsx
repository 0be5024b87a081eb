import { gameNames, type GameIntent, type State } from '@button/mutations';
import { useId, useState } from 'react';
import { games } from './games.ts';
import { Switch } from './Switch.tsx';

interface HostPanelProps {
  readonly state: State;
  readonly onSay: (intent: GameIntent) => void;
}

/** What only the host may do for the whole room. */
export function HostPanel({ state, onSay }: HostPanelProps) {
  const id = useId();
  const [isSure, setIsSure] = useState(false);
  return (
    <section className="host">
      <h2>You are the host</h2>
      <fieldset className="games">
        <legend>Game</legend>
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
      {state.game !== 'quiz' && (
        <Switch isOn={state.onlyHostStarts} onChange={(isKept) => onSay({ type: 'keepRoundsToHost', isKept })}>
          Only I start rounds
        </Switch>
      )}
      <Switch isOn={state.isLocked} onChange={(isLocked) => onSay({ type: 'lockRoom', isLocked })}>
        Lock the room
      </Switch>
      <button
        type="button"
        className="small"
        onClick={() => (isSure ? onSay({ type: 'closeRoom' }) : setIsSure(true))}
        onBlur={() => setIsSure(false)}
      >
        {isSure ? 'Really: end it for everybody' : 'Close the room'}
      </button>
    </section>
  );
}
