import './hero-saw.css';
import type { GameIntent, State } from '@button/mutations';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../useLanguage.tsx';
import type { RoomInUse } from '../useRoom.ts';
import { conditionsOf } from './conditions.ts';
import { History } from './history.ts';
import { Lab } from './Lab.tsx';
import { RecordLines } from './RecordLines.tsx';
import { StateThen } from './StateThen.tsx';
import { Waiting } from './Waiting.tsx';

interface HeroSawProps {
  readonly room: RoomInUse;
  readonly state: State;
  readonly onClose: () => void;
}

/**
 * The inspector, beside the running game: unverified actions, the record since it was opened, earlier states, and
 * simulated network faults.
 */
export function HeroSaw({ room, state, onClose }: HeroSawProps) {
  const { words } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [conditions] = useState(() => conditionsOf(room.link));
  const { link, view } = room;
  const [history] = useState(() => new History<State, GameIntent>());
  useEffect(() => link?.observe(history.observe), [link, history]);
  const from = history.from ?? view.serverSeq ?? 0;
  const last = from + history.lines.length;
  const [chosen, choose] = useState<number | null>(null);
  const at = chosen === null ? last : Math.min(Math.max(chosen, from), last);
  const then = at === last ? view.officialState : history.stateAt(at);
  return (
    <aside
      className="hero-saw"
      aria-labelledby="hero-saw"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <header className="hero-saw-head">
        <h2 id="hero-saw" tabIndex={-1} ref={heading}>
          {words.heroSaw.title}
        </h2>
        <button type="button" className="small" onClick={onClose}>
          {words.heroSaw.close}
        </button>
      </header>
      <Waiting view={view} state={state} />
      <StateThen {...{ from, last, at }} state={then} person={view.person} onChoose={choose} />
      <RecordLines history={history} at={at} />
      {conditions && <Lab conditions={conditions} />}
    </aside>
  );
}
