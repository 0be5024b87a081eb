import { gameNames, mayShareRounds, type GameIntent, type State } from '@button/mutations';
import { useId, useState } from 'react';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Switch.tsx';
import text from '../ui/text.module.css';
import styles from './HostPanel.module.css';

interface HostPanelProps {
  readonly state: State;
  /** How many pages only watch. */
  readonly watching: number;
  readonly onSay: (intent: GameIntent) => void;
  readonly onSendAway: (whom: null) => void;
}

/** What only the host can do, for the whole room. */
export function HostPanel({ state, watching, onSay, onSendAway }: HostPanelProps) {
  const id = useId();
  const { door, host, games } = useLanguage().words;
  const [isSure, setIsSure] = useState(false);
  return (
    <section className={styles.host}>
      <h2>{host.title}</h2>
      <fieldset className={styles.games}>
        <legend>{host.game}</legend>
        {gameNames.map((game) => (
          <label key={game} className={styles.game}>
            <input
              type="radio"
              name={`${id}-game`}
              checked={state.game === game}
              onChange={() => onSay({ type: 'chooseGame', game })}
            />
            <span className={styles.title}>{games[game].title}</span>
            <span className={text.hint}>{games[game].rule}</span>
          </label>
        ))}
      </fieldset>
      {mayShareRounds(state) && (
        <Switch isOn={state.onlyHostStarts} onChange={(isKept) => onSay({ type: 'keepRoundsToHost', isKept })}>
          {host.onlyIStart}
        </Switch>
      )}
      <Switch isOn={state.admitted !== null} onChange={(isLocked) => onSay({ type: 'lockRoom', isLocked })}>
        {host.lock}
      </Switch>
      {watching > 0 && (
        <p>
          {door.watching(watching)}{' '}
          <Button look="small" onClick={() => onSendAway(null)}>
            {door.sendAway}
          </Button>
        </p>
      )}
      <Button
        look="small"
        onClick={() => (isSure ? onSay({ type: 'closeRoom' }) : setIsSure(true))}
        onBlur={() => setIsSure(false)}
      >
        {isSure ? host.reallyClose : host.close}
      </Button>
    </section>
  );
}
