import type { Round, State } from '@button/mutations';
import { useState } from 'react';
import type { Language } from './language.ts';
import { useLanguage } from './useLanguage.tsx';

/** The rounds before this one, newest first, and all of them to take home. */
export function Earlier({ code, state }: { code: string; state: State }) {
  const language = useLanguage();
  const { earlier, missing } = language.words;
  const [isMissing, setIsMissing] = useState(false);

  async function saveAll() {
    try {
      const { sessionAsCsv } = await import('./session.ts');
      save(`${code}.csv`, sessionAsCsv(state, language.words));
      setIsMissing(false);
    } catch {
      setIsMissing(true);
    }
  }

  if (state.earlierRounds.length === 0) return null;
  return (
    <details className="earlier">
      <summary>{earlier.title}</summary>
      <ol reversed>
        {state.earlierRounds.toReversed().map((round) => (
          <li key={round.round} value={round.round}>
            {inWords(round, language)}
          </li>
        ))}
      </ol>
      <button type="button" className="small" onClick={() => void saveAll()}>
        {earlier.save}
      </button>
      <p role="alert" className="problem">
        {isMissing && missing.part}
      </p>
    </details>
  );
}

function inWords({ game, winner, pushes }: Round, { words, named }: Language): string {
  const name = pushes.find(({ person }) => person === winner)?.name;
  const { title } = words.games[game];
  return name === undefined ? words.earlier.nobodyWon(title) : words.earlier.won(title, named(name));
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
