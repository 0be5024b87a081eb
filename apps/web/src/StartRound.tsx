import { isOver, mayStartRounds, nameOf, type GameIntent, type State } from '@button/mutations';
import { useEffect, useState } from 'react';

interface StartRoundProps {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly onStart: (intent: GameIntent) => void;
}

/** How long a fresh verdict stays up before somebody can wipe it, in milliseconds: longer than a slip of the finger. */
const FRESH = 800;

/** Starts what comes next, or says who does. */
export function StartRound({ state, officialState, person, onStart }: StartRoundProps) {
  const { round, game, button } = officialState;
  const isDark = button.is === 'dark';
  const isDone = isOver(officialState) || (game === 'quiz' && !isDark);
  const isFresh = useIsFresh(isDone && game !== 'quiz' ? round : null);
  if (state.round !== round || person === null || !(isDark || isDone)) return null;
  if (!mayStartRounds(officialState, person)) {
    const host = officialState.host === null ? 'The host' : nameOf(officialState, officialState.host);
    return isOver(officialState) || isDark ? <p className="hint">{host} starts the next round.</p> : null;
  }
  const intent = { type: isDark ? 'openRound' : 'startNextRound', round } as const;
  return (
    <button
      type="button"
      className="primary"
      aria-disabled={isFresh}
      onClick={() => {
        if (!isFresh) onStart(intent);
      }}
    >
      {labelFor(officialState)}
    </button>
  );
}

function labelFor({ game, button }: State): string {
  if (game === 'quiz') return button.is === 'dark' ? 'Open the buzzers' : 'Next question';
  return button.is === 'dark' ? 'Start' : 'Play again';
}

/** Whether this, when it is not null, has been so for a moment only. */
function useIsFresh(what: number | null): boolean {
  const [old, setOld] = useState<number | null>(null);
  useEffect(() => {
    if (what === null) return;
    const timer = setTimeout(() => setOld(what), FRESH);
    return () => clearTimeout(timer);
  }, [what]);
  return what !== null && old !== what;
}
