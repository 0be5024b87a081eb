import { hasPushed, pushFor, type GameIntent, type State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { useRef } from 'react';
import { BigButton } from './BigButton.tsx';
import { useStillEdges } from './feel/useStillEdges.ts';
import { byCode } from './language.ts';
import { StartRound } from './StartRound.tsx';
import { pageModes } from './game/modes/index.ts';
import { statusOf } from './game/status.ts';
import { StatusLine } from './StatusLine.tsx';
import { useLanguage } from './useLanguage.tsx';

interface StageProps {
  readonly view: RoomView<State>;
  readonly state: State;
  readonly officialState: State;
  /** The code of the last refusal of something that this page wanted. */
  readonly refusal: string | null;
  readonly onSay: (intent: GameIntent) => void;
}

/** The game itself: what is going on, the button, and what comes next. */
export function Stage({ view: { person, link, roundTrip }, state, officialState, refusal, onSay }: StageProps) {
  const language = useLanguage();
  const { room, refusals } = language.words;
  const stage = useRef<HTMLElement>(null);
  useStillEdges(stage);
  const { Controls } = pageModes[state.game];
  const status = statusOf({ state, officialState, person, isLinkLost: link === 'lost' }, language);
  return (
    <section ref={stage} className={`stage stage-${status.tone}`} aria-label={room.stage}>
      <StatusLine status={status} round={state.round} />
      <BigButton
        round={state.round}
        light={state.button.is}
        isPushed={person !== null && hasPushed(state, person)}
        onPush={() => onSay(pushFor(state, roundTrip))}
      />
      <p className="refusal" role="alert">
        {refusal !== null && byCode(refusals, refusal)}
      </p>
      <div className="again">
        {person !== null && <Controls state={state} officialState={officialState} person={person} onSay={onSay} />}
        <StartRound state={state} officialState={officialState} person={person} onStart={onSay} />
      </div>
    </section>
  );
}
