import type { GameIntent, State } from '@button/mutations';
import type { History, Seen } from './history.ts';
import { memo, useMemo } from 'react';
import type { Language } from '../language.ts';
import { useLanguage } from '../useLanguage.tsx';
import { clock, lineInWords } from './words.ts';

/** So many lines are on the page at once: with the slider, one gets to all others. */
const SHOWN = 30;

/** The record up to a number, newest first. */
export function RecordLines({ history, at }: { history: History<State, GameIntent>; at: number }) {
  const { heroSaw } = useLanguage().words;
  const from = history.from ?? 0;
  const lines = history.lines.slice(Math.max(0, at - from - SHOWN), at - from).reverse();
  return (
    <section className="record">
      <h3 id="record">{heroSaw.record}</h3>
      {lines.length === 0 && <p className="hint">{heroSaw.nothingYet}</p>}
      <ol aria-labelledby="record">
        {lines.map((seen) => (
          <Line key={seen.line.serverSeq} seen={seen} history={history} />
        ))}
      </ol>
    </section>
  );
}

/** A line never changes, and to replay the record for its words is work: once is enough. */
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
    <li className={seen.refusal === null ? undefined : 'is-refused'}>
      <span className="line-number">{serverSeq}</span>
      <span className="line-what">
        <strong>{line?.who}</strong> {line?.what}
      </span>
      <time dateTime={new Date(serverTime).toISOString()}>{clock(serverTime)}</time>
      <span className="line-from">{language.words.heroSaw.firstFrom[seen.knownFrom]}</span>
    </li>
  );
});

function inWords(seen: Seen<State, GameIntent>, history: History<State, GameIntent>, language: Language) {
  const before = history.stateAt(seen.line.serverSeq - 1);
  return before && lineInWords(before, seen, language);
}
