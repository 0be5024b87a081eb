import type { State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { SoundSwitch } from '../feel/SoundSwitch.tsx';
import type { useSound } from '../feel/useSound.ts';
import { byCode, type Words } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import text from '../ui/text.module.css';
import { NameOfTheGame } from '../ui/Wordmark.tsx';
import styles from './RoomHead.module.css';

interface RoomHeadProps {
  /** Null where the page shows it elsewhere. */
  readonly code: string | null;
  readonly view: RoomView<State>;
  readonly sound: ReturnType<typeof useSound>;
}

/** The room's code, and the state of the link to Hero. */
export function RoomHead({ code, view, sound }: RoomHeadProps) {
  const { words } = useLanguage();
  return (
    <header className={styles.head}>
      <h1 className={styles.home}>
        <a href="./">
          <NameOfTheGame />
        </a>
      </h1>
      <p className={styles.link} aria-live="polite">
        {linkText(view, words)}
      </p>
      {code !== null && (
        <p>
          <span className={styles.word}>{words.room.code}</span> <strong className={text.code}>{code}</strong>
        </p>
      )}
      <SoundSwitch isOn={sound.isOn} onTurn={sound.turn} />
    </header>
  );
}

/** One reason at a time: why nothing is recorded says more than that the link is lost because of it. */
function linkText({ link, notNow }: RoomView<State>, { room, notNow: texts }: Words): string {
  if (notNow !== null) return byCode(texts, notNow) ?? texts.unknown;
  return link === 'lost' ? room.reconnecting : '';
}
