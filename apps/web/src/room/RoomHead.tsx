import type { State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { SoundSwitch } from './feel/SoundSwitch.tsx';
import type { useSound } from './feel/useSound.ts';
import { byCode, type Words } from './language.ts';
import { useLanguage } from './useLanguage.tsx';
import { NameOfTheGame } from './Wordmark.tsx';

interface RoomHeadProps {
  readonly code: string;
  readonly view: RoomView<State>;
  readonly sound: ReturnType<typeof useSound>;
}

/** Where one is, and how the line to Hero is. */
export function RoomHead({ code, view, sound }: RoomHeadProps) {
  const { words } = useLanguage();
  return (
    <header className="room-head">
      <h1 className="room-home">
        <a href="/">
          <NameOfTheGame />
        </a>
      </h1>
      <p className="room-link" aria-live="polite">
        {linkText(view, words)}
      </p>
      <p className="room-code">
        <span className="room-word">{words.room.code}</span> <strong className="code">{code}</strong>
      </p>
      <SoundSwitch isOn={sound.isOn} onTurn={sound.turn} />
    </header>
  );
}

/** One thing at a time: why nothing is recorded says more than that the line is down because of it. */
function linkText({ link, notNow }: RoomView<State>, { room, notNow: texts }: Words): string {
  if (notNow !== null) return byCode(texts, notNow) ?? texts.unknown;
  return link === 'lost' ? room.reconnecting : '';
}
