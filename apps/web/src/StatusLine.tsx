import type { Status } from './status.ts';

/** Says what is going on, aloud too. What is unverified looks open and unfinished; a verdict is solid. */
export function StatusLine({ status: { tone, headline, detail } }: { status: Status }) {
  return (
    <div role="status" className={`status status-${tone}`}>
      <p className="status-headline">{headline}</p>
      <p className="status-detail">{detail}</p>
    </div>
  );
}
