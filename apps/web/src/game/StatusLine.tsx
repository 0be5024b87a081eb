import type { Status } from './game/sayings.ts';
import { useLanguage } from './useLanguage.tsx';

interface StatusLineProps {
  readonly status: Status;
  readonly round: number;
}

/**
 * Says what is going on, aloud too: each of its lines once, when it changes, and not all of them again with each. What is
 * unverified looks open and unfinished; a verdict is solid.
 */
export function StatusLine({ status: { tone, headline, detail }, round }: StatusLineProps) {
  const { status } = useLanguage().words;
  return (
    <div className={`status status-${tone}`}>
      <p className="status-round" aria-live="polite">
        {status.round(round)}
      </p>
      <div role="status" aria-atomic={false}>
        <p className="status-headline">{headline}</p>
        <p className="status-detail">{detail}</p>
      </div>
    </div>
  );
}
