import type { GameIntent } from '@button/mutations';
import { useId } from 'react';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import text from '../ui/text.module.css';
import styles from './Knocks.module.css';

/** How many are shown; the others have their turn after them. */
const MOST = 3;

interface KnocksProps {
  readonly waiting: readonly { readonly person: string; readonly name: string }[];
  readonly onSay: (intent: GameIntent) => void;
  readonly onSendAway: (person: string) => void;
}

/** The people who ask the host to be let into the locked room, in the order in which they came. */
export function Knocks({ waiting, onSay, onSendAway }: KnocksProps) {
  const { door, players } = useLanguage().words;
  const id = useId();
  return (
    <section className={styles.knocks} aria-live="polite">
      <h2>{door.title}</h2>
      <ul className={styles.list}>
        {waiting.slice(0, MOST).map(({ person, name }) => (
          <li key={person} className={styles.knock}>
            <bdi id={`${id}-${person}`} className={styles.name}>
              {name}
            </bdi>
            <Button
              look="small"
              aria-describedby={`${id}-${person}`}
              onClick={() => onSay({ type: 'letIn', who: person })}
            >
              {door.letIn}
            </Button>
            <Button look="small" aria-describedby={`${id}-${person}`} onClick={() => onSendAway(person)}>
              {door.no}
            </Button>
          </li>
        ))}
      </ul>
      {waiting.length > MOST && <p className={text.hint}>{players.more(waiting.length - MOST)}</p>}
    </section>
  );
}
