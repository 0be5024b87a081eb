import './big-button.css';
import './home.css';
import type { ReactNode } from 'react';
import { play } from './feel/sound.ts';
import { useSound } from './feel/useSound.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import { useName } from './useName.tsx';
import { Wordmark } from './Wordmark.tsx';

interface EntranceProps {
  readonly lead: ReactNode;
  /** What the button says. */
  readonly action: string;
  readonly isBusy?: boolean;
  /** Why nothing came of the last push. */
  readonly problem?: string | undefined;
  readonly onEnter: (name: string) => void;
  /** Other ways in. They may need the name, too. */
  readonly children: (withName: ReturnType<typeof useName>['withName']) => ReactNode;
}

/** The way in: say who you are, and push the button. It is the first one that anybody pushes here. */
export function Entrance({ lead, action, isBusy = false, problem, onEnter, children }: EntranceProps) {
  const { field, withName } = useName();
  const { isOn } = useSound();
  return (
    <main className="home">
      <header className="home-head">
        <Wordmark />
        <p className="home-lead">{lead}</p>
      </header>
      <form
        className="door"
        onSubmit={(event) => {
          event.preventDefault();
          withName(onEnter);
        }}
        noValidate
      >
        {field}
        <div className="base">
          <button
            type="submit"
            className="big-button"
            disabled={isBusy}
            onPointerDown={() => {
              if (isOn) play('press');
            }}
          >
            <span className={`dome is-lit ${isBusy ? 'is-down' : ''}`}>
              <span className="dome-text">{action}</span>
            </span>
          </button>
        </div>
        <p role="alert" className="problem">
          {problem}
        </p>
      </form>
      <div className="home-else">{children(withName)}</div>
      <footer className="home-foot">
        <LanguageChoice />
      </footer>
    </main>
  );
}
