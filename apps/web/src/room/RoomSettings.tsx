import type { GameIntent, State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { HostPanel } from '../host/HostPanel.tsx';
import { DirectLinks } from './DirectLinks.tsx';

interface RoomSettingsProps {
  readonly view: RoomView<State, GameIntent>;
  readonly state: State;
  readonly isHost: boolean;
  readonly onSay: (intent: GameIntent) => void;
}

/** What the host decides for the room, and what each person decides about direct links if the host allows them. */
export function RoomSettings({ view, state, isHost, onSay }: RoomSettingsProps) {
  return (
    <>
      {isHost && <HostPanel state={state} onSay={onSay} />}
      <DirectLinks view={view} state={state} isHost={isHost} onSay={onSay} />
    </>
  );
}
