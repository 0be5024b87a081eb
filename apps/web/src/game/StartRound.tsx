import { isOver, mayEndEarly, mayStartRounds, nameOf, type GameIntent, type State } from '@button/mutations';
import { useEffect, useState } from 'react';
import { pageModes } from './game/modes/index.ts';
import { useLanguage } from './useLanguage.tsx';

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
  const { words, named } = useLanguage();
  const { round, game, button, host } = officialState;
  const isDark = button.is === 'dark';
  const canEndEarly = mayEndEarly(officialState);
  const isDone = isOver(officialState) || (canEndEarly && !isDark);
  const isFresh = useIsFresh(isDone && !canEndEarly ? round : null);
  if (state.round !== round || person === null || !(isDark || isDone)) return null;
  if (!mayStartRounds(officialState, person)) {
    if (!isOver(officialState) && !isDark) return null;
    const { hostStarts, somebodyStarts } = words.rounds;
    return <p className="hint">{host === null ? hostStarts : somebodyStarts(named(nameOf(officialState, host)))}</p>;
  }
  const { startLabels } = pageModes[game];
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
      {words.rounds[isDark ? startLabels.first : startLabels.next]}
    </button>
  );
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
