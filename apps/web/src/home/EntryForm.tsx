import type { ReactNode } from 'react';
import { play } from '../feel/sound.ts';
import { useSound } from '../feel/useSound.ts';
import button from '../game/BigButton.module.css';
import { Dome } from '../game/Dome.tsx';
import { Housing } from '../game/Housing.tsx';
import { LanguageChoice } from '../i18n/LanguageChoice.tsx';
import { useName } from '../identity/useName.tsx';
import text from '../ui/text.module.css';
import { Wordmark } from '../ui/Wordmark.tsx';
import styles from './EntryForm.module.css';

interface EntryFormProps {
  readonly lead: ReactNode;
  /** The text on the button. */
  readonly action: string;
  readonly isBusy?: boolean;
  /** Why the last push led nowhere. */
  readonly problem?: ReactNode;
  /** Hero's code for the last name, if it was that. */
  readonly nameRefusal?: string | null;
  readonly onEnter: (name: string) => void;
  /** Other ways in, which may need the name too. */
  readonly children?: (withName: ReturnType<typeof useName>['withName']) => ReactNode;
}

/** The way in: give your name, and push the button. */
export function EntryForm({
  lead,
  action,
  isBusy = false,
  problem,
  nameRefusal = null,
  onEnter,
  children,
}: EntryFormProps) {
  const { field, withName } = useName(nameRefusal);
  const { isOn } = useSound();
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <Wordmark />
        <p className={styles.lead}>{lead}</p>
      </header>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          withName(onEnter);
        }}
        noValidate
      >
        {field}
        <Housing className={styles.housing}>
          <button
            type="submit"
            className={button.button}
            disabled={isBusy}
            onPointerDown={() => {
              if (isOn) play('press');
            }}
          >
            <Dome light="lit" isDown={isBusy}>
              {action}
            </Dome>
          </button>
        </Housing>
        <p role="alert" className={text.problem}>
          {problem}
        </p>
      </form>
      <div className={styles.otherWays}>{children?.(withName)}</div>
      <footer className={styles.foot}>
        <LanguageChoice />
      </footer>
    </main>
  );
}
