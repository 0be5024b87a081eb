import type { GameIntent, State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { HostPanel } from '../host/HostPanel.tsx';
import { Invite } from '../invite/Invite.tsx';
import { RoundHistory } from '../rounds/RoundHistory.tsx';
import { DirectLinks } from './DirectLinks.tsx';

interface RoomAsideProps {
  readonly code: string;
  readonly view: RoomView<State, GameIntent>;
  readonly state: State;
  readonly officialState: State;
  /** What the host sees of the room's door; null for anybody else. */
  readonly door: RoomView<State, GameIntent>['door'];
  readonly onSay: (intent: GameIntent) => void;
  readonly onSendAway: (whom: null) => void;
}

/** Everything that can wait until the button is there: the invitation, what host and guests decide, and the rounds before. */
export function RoomAside({ code, view, state, officialState, door, onSay, onSendAway }: RoomAsideProps) {
  const isHost = door !== null;
  return (
    <>
      <Invite code={code} isLocked={state.admitted !== null} watchKey={door?.watchKey ?? ''} />
      {door && <HostPanel state={state} watching={door.watching} onSay={onSay} onSendAway={onSendAway} />}
      {(isHost || state.directLinks) && <DirectLinks view={view} state={state} isHost={isHost} onSay={onSay} />}
      {officialState.earlierRounds.length > 0 && <RoundHistory code={code} state={officialState} />}
    </>
  );
}
