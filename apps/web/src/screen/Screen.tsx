import './big-button.css';
import './screen.css';
import { useCues } from './feel/useCues.ts';
import { useSound } from './feel/useSound.ts';
import { useWakeLock } from './feel/useWakeLock.ts';
import { FinishLine } from './FinishLine.tsx';
import { Dome } from './Dome.tsx';
import { linkTo } from './Invite.tsx';
import { Players } from './Players.tsx';
import { QrCode } from './QrCode.tsx';
import { Room, type OpenRoom } from './Room.tsx';
import { RoomHead } from './RoomHead.tsx';
import { statusOf } from './game/status.ts';
import { StatusLine } from './StatusLine.tsx';
import { useLanguage } from './useLanguage.tsx';

/** A room for a television or a projector: it watches, and takes no seat. */
export function Screen({ code }: { code: string }) {
  return (
    <Room code={code} place={null}>
      {(open) => <Shown {...open} />}
    </Room>
  );
}

/** So many stand in a list: more could not be read from the back of the room. */
const MOST = 4;

function Shown({ code, room: { view }, state, officialState }: OpenRoom) {
  const language = useLanguage();
  const { words } = language;
  const sound = useSound();
  useCues({ state, officialState, person: null }, sound.isOn);
  useWakeLock();
  const status = statusOf({ state, officialState, person: null, isLinkLost: false }, language);
  return (
    <main className={`room screen is-${state.button.is}`}>
      <RoomHead code={code} view={view} sound={sound} />
      <section className={`stage stage-${status.tone}`} aria-label={words.room.stage}>
        <StatusLine status={status} round={state.round} />
        <div className="base">
          <div className="big-button">
            <Dome light={state.button.is} isDown={officialState.pushes.length > 0} />
          </div>
        </div>
      </section>
      <aside className="side">
        <section className="screen-join">
          <QrCode code={code} />
          <div>
            <h2>{words.screen.join}</h2>
            <p className="code screen-code">{code}</p>
            <p className="screen-link">
              <bdi dir="ltr">{linkTo(code).replace(/^https?:\/\//, '')}</bdi>
            </p>
          </div>
        </section>
        {officialState.round === state.round && (
          <FinishLine title={words.screen.order} officialState={officialState} person={null} most={MOST} />
        )}
        <Players title={words.screen.scores} state={state} officialState={officialState} person={null} most={MOST} />
      </aside>
    </main>
  );
}
