import type { Round, State } from '@button/mutations';
import { games } from './games.ts';
import { sessionAsCsv } from './session.ts';

/** The rounds before this one, newest first, and all of them to take home. */
export function Earlier({ code, state }: { code: string; state: State }) {
  if (state.earlierRounds.length === 0) return null;
  return (
    <details className="earlier">
      <summary>Earlier rounds</summary>
      <ol reversed>
        {state.earlierRounds.toReversed().map((round) => (
          <li key={round.round} value={round.round}>
            {inWords(round)}
          </li>
        ))}
      </ol>
      <button type="button" className="small" onClick={() => save(`${code}.csv`, sessionAsCsv(state))}>
        Save as CSV
      </button>
    </details>
  );
}

function inWords({ game, winner, pushes }: Round): string {
  const name = pushes.find(({ person }) => person === winner)?.name;
  return `${games[game].title}: ${name === undefined ? 'nobody won' : `${name} won`}`;
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
