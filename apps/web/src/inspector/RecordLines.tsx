import type { GameIntent, State } from '@button/mutations';
import { memo, useMemo } from 'react';
import type { Language } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import text from '../ui/text.module.css';
import type { History, Seen } from './history.ts';
import styles from './RecordLines.module.css';
import { clock, lineInWords } from './words.ts';

/** How many lines are on the page at once; the slider leads to all others. */
const SHOWN = 30;

/** The record up to a number, newest first. */
export function RecordLines({ history, at }: { history: History<State, GameIntent>; at: number }) {
  const { inspector } = useLanguage().words;
  const from = history.from ?? 0;
  const lines = history.lines.slice(Math.max(0, at - from - SHOWN), at - from).reverse();
  return (
    <section>
      <h3 id="record">{inspector.record}</h3>
      {lines.length === 0 && <p className={text.hint}>{inspector.nothingYet}</p>}
      <ol className={styles.lines} aria-labelledby="record">
        {lines.map((seen) => (
          <Line key={seen.line.serverSeq} seen={seen} history={history} />
        ))}
      </ol>
    </section>
  );
}

/** A line never changes, and finding its words takes work, which is done once. */
const Line = memo(function Line({
  seen,
  history,
}: {
  seen: Seen<State, GameIntent>;
  history: History<State, GameIntent>;
}) {
  const language = useLanguage();
  const line = useMemo(() => inWords(seen, history, language), [seen, history, language]);
  const { serverSeq, serverTime } = seen.line;
  return (
    <li className={seen.refusal === null ? undefined : styles.refused}>
      <span className={styles.number}>{serverSeq}</span>
      <span className={styles.what}>
        <strong>{line?.who}</strong> {line?.what}
      </span>
      <time dateTime={new Date(serverTime).toISOString()}>{clock(serverTime)}</time>
      <span className={styles.from}>{language.words.inspector.firstFrom[seen.knownFrom]}</span>
    </li>
  );
});

function inWords(seen: Seen<State, GameIntent>, history: History<State, GameIntent>, language: Language) {
  const before = history.stateAt(seen.line.serverSeq - 1);
  return before && lineInWords(before, seen, language);
}
