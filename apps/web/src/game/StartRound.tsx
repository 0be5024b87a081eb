import { isOver, mayEndEarly, mayStartRounds, nameOf, type GameIntent, type State } from '@button/mutations';
import { useEffect, useState } from 'react';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import text from '../ui/text.module.css';
import { pageModes } from './modes/index.ts';

interface StartRoundProps {
  readonly state: State;
  readonly officialState: State;
  readonly person: string | null;
  readonly onStart: (intent: GameIntent) => void;
}

/** How long a fresh verdict stays before it can be replaced, in milliseconds: longer than an accidental second press. */
const FRESH = 800;

/** The button that starts the next round, or the name of the person who may start it. */
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
    return (
      <p className={text.hint}>{host === null ? hostStarts : somebodyStarts(named(nameOf(officialState, host)))}</p>
    );
  }
  const { startLabels } = pageModes[game];
  const intent = { type: isDark ? 'openRound' : 'startNextRound', round } as const;
  return (
    <Button
      look="primary"
      aria-disabled={isFresh}
      onClick={() => {
        if (!isFresh) onStart(intent);
      }}
    >
      {words.rounds[isDark ? startLabels.first : startLabels.next]}
    </Button>
  );
}

/** Whether this value, when it is not null, is only a moment old. */
function useIsFresh(what: number | null): boolean {
  const [old, setOld] = useState<number | null>(null);
  useEffect(() => {
    if (what === null) return;
    const timer = setTimeout(() => setOld(what), FRESH);
    return () => clearTimeout(timer);
  }, [what]);
  return what !== null && old !== what;
}
