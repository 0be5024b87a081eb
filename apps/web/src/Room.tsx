import './room.css';
import { hasPushed, pushFor, whyOutside, type GameIntent, type State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { lazy, useEffect, useRef, useState } from 'react';
import { BigButton } from './BigButton.tsx';
import { DirectLinks } from './DirectLinks.tsx';
import { Earlier } from './Earlier.tsx';
import { FinishLine } from './FinishLine.tsx';
import { HostPanel } from './HostPanel.tsx';
import { Invite } from './Invite.tsx';
import type { Place } from './memory.ts';
import { Notice } from './Notice.tsx';
import { Part } from './Part.tsx';
import { Players } from './Players.tsx';
import { QuizMaster } from './QuizMaster.tsx';
import { Refused } from './Refused.tsx';
import { statusOf } from './status.ts';
import { StartRound } from './StartRound.tsx';
import { StatusLine } from './StatusLine.tsx';
import { useRoom } from './useRoom.ts';

/** Few people look into it, so it is loaded for those who do. */
const HeroSaw = lazy(async () => ({ default: (await import('./hero-saw/HeroSaw.tsx')).HeroSaw }));

/** What is said to somebody whose action Hero had to refuse, by its code. */
const refusals: Readonly<Record<string, string>> = {
  'too-late': 'Too late: that round was over when it reached Hero.',
  'round-is-full': 'This round has all the pushes that it can take.',
  'name-is-taken': 'Somebody here has that name already.',
  'name-not-allowed': 'People here would mind that name.',
  'only-the-host-may': 'Only the host may do that.',
  expired: 'You were away for too long: what you did in the meantime does not count.',
};

/** Why Hero records nothing at the moment. */
const notNowTexts: Readonly<Record<string, string>> = {
  'too-many-actions': 'Hero is busy: a moment…',
  'not-recorded': 'Hero cannot save anything just now. What you did is kept, and sent again.',
};

/** A room: the button, what became of the last push, and who is here. */
export function Room({ code, place }: { code: string; place: Place }) {
  const room = useRoom(code, place);
  const { view, emit, handOver } = room;
  const [isCurious, setIsCurious] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${code} · Push the Button First!`;
  }, [code]);

  const { state, officialState, person } = view;
  if (view.refused !== null) return <Refused code={code} reason={view.refused} handOver={handOver} />;
  if (!state || !officialState) return <Entering code={code} isHeroUnwell={view.notNow !== null} />;
  const outside = whyOutside(officialState, { person, isNewcomer: false });
  if (outside !== null) return <Refused code={code} reason={outside} handOver={handOver} />;

  async function ask(intent: GameIntent) {
    setRefusal(null);
    const settled = await emit(intent);
    if (settled.kind === 'refused') setRefusal(refusals[settled.code] ?? null);
  }

  function closeDrawer() {
    setIsCurious(false);
    opener.current?.focus();
  }

  const say = (intent: GameIntent) => void ask(intent);
  const history = room.history();
  const { round, button } = state;
  const isLinkLost = view.link === 'lost';
  const status = statusOf({ state, officialState, person, isLinkLost });
  const isHost = person !== null && person === state.host;
  return (
    <main className={`room ${isCurious ? 'is-curious' : ''}`}>
      <header className="room-head">
        <h1 className="room-home">
          <a href="/">Push the Button First!</a>
        </h1>
        <p className="room-link" aria-live="polite">
          {linkText(view)}
        </p>
        <p className="room-code">
          Room <strong className="code">{code}</strong>
        </p>
      </header>
      <section className="stage" aria-label="The game">
        <StatusLine status={status} />
        <BigButton
          round={round}
          light={button.is}
          isPushed={person !== null && hasPushed(state, person)}
          onPush={() => say(pushFor(state, view.roundTrip))}
        />
        <p className="refusal" role="alert">
          {refusal}
        </p>
        <div className="again">
          {isHost && state.game === 'quiz' && <QuizMaster officialState={officialState} onSay={say} />}
          <StartRound state={state} officialState={officialState} person={person} onStart={say} />
        </div>
      </section>
      <aside className="side">
        {officialState.round === round && <FinishLine officialState={officialState} person={person} />}
        <Players state={state} officialState={officialState} person={person} onSay={say} />
        <Invite code={code} />
        {isHost && <HostPanel state={state} onSay={say} />}
        <DirectLinks view={view} state={state} onAllow={(allowed) => say({ type: 'allowDirectLinks', allowed })} />
        <Earlier code={code} state={officialState} />
        <button type="button" ref={opener} aria-expanded={isCurious} onClick={() => setIsCurious(!isCurious)}>
          What Hero saw
        </button>
      </aside>
      {history && isCurious && (
        <Part
          whileLoading={<p className="in-place-of-drawer">Opening…</p>}
          whenMissing={
            <p className="in-place-of-drawer" role="alert">
              This could not be loaded. Reload the page when Hero is back.
            </p>
          }
        >
          <HeroSaw room={room} state={state} history={history} onClose={closeDrawer} />
        </Part>
      )}
    </main>
  );
}

/** One thing at a time: why nothing is recorded says more than that the line is down because of it. */
function linkText({ link, notNow }: RoomView<State>): string {
  if (notNow !== null) return notNowTexts[notNow] ?? 'Hero is busy: a moment…';
  return link === 'lost' ? 'Reconnecting…' : '';
}

function Entering({ code, isHeroUnwell }: { code: string; isHeroUnwell: boolean }) {
  const text = isHeroUnwell
    ? 'Hero cannot save anything just now, so nobody can come in. This page keeps trying.'
    : `Hero opens room ${code} for you.`;
  return <Notice title="Entering…" text={text} />;
}
