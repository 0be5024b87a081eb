import './room.css';
import type { State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { BigButton } from './BigButton.tsx';
import { DirectLinks } from './DirectLinks.tsx';
import { Invite } from './Invite.tsx';
import type { Place } from './memory.ts';
import { Notice } from './Notice.tsx';
import { Players } from './Players.tsx';
import { Refused } from './Refused.tsx';
import { statusOf } from './status.ts';
import { StatusLine } from './StatusLine.tsx';
import { useRoom } from './useRoom.ts';

/** Few people look into it, so it is loaded for those who do. */
const HeroSaw = lazy(async () => ({ default: (await import('./hero-saw/HeroSaw.tsx')).HeroSaw }));

/** What is said to somebody whose action Hero had to refuse, by its code. */
const refusals: Readonly<Record<string, string>> = {
  'too-late': 'Too late: that round was over when it reached Hero.',
  'round-is-full': 'This round has all the pushes that it can take.',
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

  async function ask(intent: Parameters<typeof emit>[0]) {
    setRefusal(null);
    const settled = await emit(intent);
    if (settled.kind === 'refused') setRefusal(refusals[settled.code] ?? null);
  }

  function closeDrawer() {
    setIsCurious(false);
    opener.current?.focus();
  }

  const history = room.history();
  const { round } = state;
  const isLinkLost = view.link === 'lost';
  const hasPushed = state.pushes.some((push) => push.person === person);
  const status = statusOf({ state, officialState, person, isLinkLost });
  const isDecided = officialState.personWhoPushedFirst !== null && officialState.round === round;
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
        <BigButton round={round} isPushed={hasPushed} onPush={() => void ask({ type: 'clickTheButton', round })} />
        <p className="refusal" role="alert">
          {refusal}
        </p>
        <div className="again">
          {isDecided && (
            <button type="button" className="primary" onClick={() => void ask({ type: 'startNextRound', round })}>
              Play again
            </button>
          )}
        </div>
      </section>
      <aside className="side">
        <Players state={state} officialState={officialState} person={person} />
        <Invite code={code} />
        <DirectLinks view={view} state={state} onAllow={(allowed) => void ask({ type: 'allowDirectLinks', allowed })} />
        <button type="button" ref={opener} aria-expanded={isCurious} onClick={() => setIsCurious(!isCurious)}>
          What Hero saw
        </button>
      </aside>
      {history && isCurious && (
        <Suspense fallback={<p className="hero-saw">Opening…</p>}>
          <HeroSaw room={room} state={state} history={history} onClose={closeDrawer} />
        </Suspense>
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
