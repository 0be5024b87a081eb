import { clsx } from 'clsx/lite';
import { useCues } from '../feel/useCues.ts';
import { useSound } from '../feel/useSound.ts';
import { useWakeLock } from '../feel/useWakeLock.ts';
import { FinishLine } from '../game/FinishLine.tsx';
import { StageFrame } from '../game/Stage.tsx';
import { statusOf } from '../game/status.ts';
import { StillButton } from '../game/StillButton.tsx';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { linkTo } from '../invite/Invite.tsx';
import { QrCode } from '../invite/QrCode.tsx';
import { Players } from '../people/Players.tsx';
import { Room, type OpenRoom } from '../room/Room.tsx';
import { RoomHead } from '../room/RoomHead.tsx';
import { RoomLayout } from '../room/RoomLayout.tsx';
import text from '../ui/text.module.css';
import styles from './Screen.module.css';

/** How many entries a list has: more could not be read from the back of the room. */
const MOST = 4;

/** A room on a television or a projector. It watches, and takes no place in the room. */
export function Screen({ code }: { code: string }) {
  return (
    <Room code={code} place={null}>
      {(open) => <Watched {...open} />}
    </Room>
  );
}

function Watched({ code, room: { view }, state, officialState }: OpenRoom) {
  const language = useLanguage();
  const { words } = language;
  const sound = useSound();
  const known = { state, officialState, person: null, isLinkLost: false };
  useCues(known, sound.isOn);
  useWakeLock();
  const status = statusOf(known, language);
  const isDown = officialState.pushes.length > 0;
  return (
    <RoomLayout
      className={styles.screen}
      light={state.button.is}
      head={<RoomHead code={null} view={view} sound={sound} />}
      stage={
        <StageFrame status={status} round={state.round}>
          <StillButton
            light={state.button.is}
            isDown={isDown}
            isWaiting={state.button.is === 'waiting'}
            isVictory={status.tone === 'victory'}
          >
            {words.button[isDown ? 'pushed' : state.button.is]}
          </StillButton>
        </StageFrame>
      }
      side={
        <>
          <Join code={code} />
          {officialState.round === state.round && (
            <FinishLine title={words.screen.order} officialState={officialState} person={null} most={MOST} isBrief />
          )}
          <Players title={words.screen.scores} state={state} officialState={officialState} person={null} most={MOST} />
        </>
      }
    />
  );
}

/** The ways into the room, for people who look at the screen. */
function Join({ code }: { code: string }) {
  const { screen } = useLanguage().words;
  return (
    <section className={styles.join}>
      <QrCode code={code} />
      <div>
        <h2>{screen.join}</h2>
        <p className={clsx(text.code, styles.code)}>{code}</p>
        <p className={styles.link}>
          <bdi dir="ltr">{linkTo(code).replace(/^https?:\/\//, '')}</bdi>
        </p>
      </div>
    </section>
  );
}
