import type { GameIntent } from '@button/mutations';
import { lazy, useRef, useState } from 'react';
import { LazyPart } from '../app/LazyPart.tsx';
import { useCues } from '../feel/useCues.ts';
import { useSound } from '../feel/useSound.ts';
import { useWakeLock } from '../feel/useWakeLock.ts';
import { FinishLine } from '../game/FinishLine.tsx';
import { Stage } from '../game/Stage.tsx';
import { LanguageChoice } from '../i18n/LanguageChoice.tsx';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Players } from '../people/Players.tsx';
import { Button } from '../ui/Button.tsx';
import type { OpenRoom } from './Room.tsx';
import { RoomHead } from './RoomHead.tsx';
import { RoomLayout } from './RoomLayout.tsx';
import styles from './RoomPage.module.css';

/** The button comes first. */
const RoomAside = lazy(async () => ({ default: (await import('./RoomAside.tsx')).RoomAside }));

/** Few people open it, so it is loaded for them alone. */
const Inspector = lazy(async () => ({ default: (await import('../inspector/Inspector.tsx')).Inspector }));

/** Until Hero has told the host. */
const noDoor: NonNullable<OpenRoom['room']['view']['door']> = { waiting: [], watching: 0, watchKey: '' };

/** Only hosts of locked rooms need it. */
const Knocks = lazy(async () => ({ default: (await import('../host/Knocks.tsx')).Knocks }));

/** The page of a person in a room: the button, what became of the last push, the people, and everything else to do. */
export function RoomPage({ code, room, state, officialState }: OpenRoom) {
  const { view, emit } = room;
  const { person } = view;
  const { inspector, missing } = useLanguage().words;
  const [isInspecting, setIsInspecting] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const sound = useSound();
  useCues({ state, officialState, person }, sound.isOn);
  useWakeLock();

  async function ask(intent: GameIntent): Promise<string | null> {
    setRefusal(null);
    const settled = await emit(intent);
    const code = settled.kind === 'refused' ? settled.code : null;
    setRefusal(code);
    return code;
  }

  function closeInspector() {
    setIsInspecting(false);
    opener.current?.focus();
  }

  const say = (intent: GameIntent) => void ask(intent);
  const known = { state, officialState, person, isLinkLost: view.link === 'lost' };
  const door = person !== null && person === state.host ? (view.door ?? noDoor) : null;
  const sendAway = (whom: string | null) => room.link?.sendAway(whom);
  return (
    <RoomLayout
      light={state.button.is}
      isHalfCovered={isInspecting}
      head={<RoomHead code={code} view={view} sound={sound} />}
      stage={<Stage known={known} roundTrip={view.roundTrip} refusal={refusal} onSay={say} />}
      side={
        <>
          {door && door.waiting.length > 0 && (
            <LazyPart whileLoading={null} whenMissing={null}>
              <Knocks waiting={door.waiting} onSay={say} onSendAway={sendAway} />
            </LazyPart>
          )}
          {officialState.round === state.round && <FinishLine officialState={officialState} person={person} />}
          <Players state={state} officialState={officialState} person={person} onSay={ask} />
          <LazyPart whileLoading={null} whenMissing={<p role="alert">{missing.part}</p>}>
            <RoomAside
              code={code}
              view={view}
              state={state}
              officialState={officialState}
              door={door}
              onSay={say}
              onSendAway={sendAway}
            />
          </LazyPart>
          <Button ref={opener} aria-expanded={isInspecting} onClick={() => setIsInspecting(!isInspecting)}>
            {inspector.title}
          </Button>
          <LanguageChoice />
        </>
      }
    >
      {isInspecting && (
        <LazyPart
          whileLoading={<p className={styles.inspectorMissing}>{missing.loading}</p>}
          whenMissing={
            <p className={styles.inspectorMissing} role="alert">
              {missing.part}
            </p>
          }
        >
          <Inspector room={room} state={state} onClose={closeInspector} />
        </LazyPart>
      )}
    </RoomLayout>
  );
}
