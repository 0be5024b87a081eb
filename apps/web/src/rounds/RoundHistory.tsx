import type { Round, State } from '@button/mutations';
import { useState } from 'react';
import type { Language } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import text from '../ui/text.module.css';
import styles from './RoundHistory.module.css';

/** The rounds before this one, newest first, with all of them to download. */
export function RoundHistory({ code, state }: { code: string; state: State }) {
  const language = useLanguage();
  const { roundHistory, missing } = language.words;
  const [isMissing, setIsMissing] = useState(false);

  async function saveAll() {
    try {
      const { roundsAsCsv } = await import('./exportCsv.ts');
      save(`${code}.csv`, roundsAsCsv(state, language.words));
      setIsMissing(false);
    } catch {
      setIsMissing(true);
    }
  }

  return (
    <details className={styles.rounds}>
      <summary>{roundHistory.title}</summary>
      <ol reversed>
        {state.earlierRounds.toReversed().map((round) => (
          <li key={round.round} value={round.round}>
            {inWords(round, language)}
          </li>
        ))}
      </ol>
      <Button look="small" onClick={() => void saveAll()}>
        {roundHistory.save}
      </Button>
      <p role="alert" className={text.problem}>
        {isMissing && missing.part}
      </p>
    </details>
  );
}

function inWords({ game, winner, pushes }: Round, { words, named }: Language): string {
  const name = pushes.find(({ person }) => person === winner)?.name;
  const { title } = words.games[game];
  return name === undefined ? words.roundHistory.nobodyWon(title) : words.roundHistory.won(title, named(name));
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
