import type { GameIntent } from '@button/mutations';
import { lazy, useRef, useState } from 'react';
import { DirectLinks } from './DirectLinks.tsx';
import { Earlier } from './Earlier.tsx';
import { useCues } from './feel/useCues.ts';
import { useSound } from './feel/useSound.ts';
import { useWakeLock } from './feel/useWakeLock.ts';
import { FinishLine } from './FinishLine.tsx';
import { HostPanel } from './HostPanel.tsx';
import { Invite } from './Invite.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Part } from './Part.tsx';
import { Players } from './Players.tsx';
import type { OpenRoom } from './Room.tsx';
import { RoomHead } from './RoomHead.tsx';
import { Stage } from './Stage.tsx';
import { useLanguage } from './useLanguage.tsx';

/** Few people look into it, so it is loaded for those who do. */
const HeroSaw = lazy(async () => ({ default: (await import('./hero-saw/HeroSaw.tsx')).HeroSaw }));

/** Inside a room: the button, what became of the last push, who is here, and what else one may do. */
export function Inside({ code, room, state, officialState }: OpenRoom) {
  const { view, emit } = room;
  const { person } = view;
  const { heroSaw, missing } = useLanguage().words;
  const [isCurious, setIsCurious] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const sound = useSound();
  useCues({ state, officialState, person }, sound.isOn);
  useWakeLock();

  async function ask(intent: GameIntent) {
    setRefusal(null);
    const settled = await emit(intent);
    if (settled.kind === 'refused') setRefusal(settled.code);
  }

  function closeDrawer() {
    setIsCurious(false);
    opener.current?.focus();
  }

  const say = (intent: GameIntent) => void ask(intent);
  const isHost = person !== null && person === state.host;
  return (
    <main className={`room is-${state.button.is} ${isCurious ? 'is-curious' : ''}`}>
      <RoomHead code={code} view={view} sound={sound} />
      <Stage view={view} state={state} officialState={officialState} refusal={refusal} onSay={say} />
      <aside className="side">
        {officialState.round === state.round && <FinishLine officialState={officialState} person={person} />}
        <Players state={state} officialState={officialState} person={person} onSay={say} />
        <Invite code={code} />
        {isHost && <HostPanel state={state} onSay={say} />}
        <DirectLinks view={view} state={state} onAllow={(allowed) => say({ type: 'allowDirectLinks', allowed })} />
        <Earlier code={code} state={officialState} />
        <button type="button" ref={opener} aria-expanded={isCurious} onClick={() => setIsCurious(!isCurious)}>
          {heroSaw.title}
        </button>
        <LanguageChoice />
      </aside>
      {isCurious && (
        <Part
          whileLoading={<p className="in-place-of-drawer">{missing.loading}</p>}
          whenMissing={
            <p className="in-place-of-drawer" role="alert">
              {missing.part}
            </p>
          }
        >
          <HeroSaw room={room} state={state} onClose={closeDrawer} />
        </Part>
      )}
    </main>
  );
}
