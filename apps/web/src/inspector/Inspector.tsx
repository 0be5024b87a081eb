import type { GameIntent, State } from '@button/mutations';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../i18n/useLanguage.tsx';
import type { RoomInUse } from '../room/useRoom.ts';
import { Button } from '../ui/Button.tsx';
import { conditionsOf } from './conditions.ts';
import { History } from './history.ts';
import styles from './Inspector.module.css';
import { Lab } from './Lab.tsx';
import { RecordLines } from './RecordLines.tsx';
import { StateInspector } from './StateInspector.tsx';
import { UnverifiedList } from './UnverifiedList.tsx';

interface InspectorProps {
  readonly room: RoomInUse;
  readonly state: State;
  readonly onClose: () => void;
}

/**
 * The inspector, beside the running game: unverified actions, the record since it was opened, earlier states, and
 * simulated network faults.
 */
export function Inspector({ room, state, onClose }: InspectorProps) {
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
      className={styles.drawer}
      aria-labelledby="inspector"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id="inspector" tabIndex={-1} ref={heading}>
          {words.inspector.title}
        </h2>
        <Button look="small" onClick={onClose}>
          {words.inspector.close}
        </Button>
      </header>
      <UnverifiedList view={view} state={state} />
      <StateInspector {...{ from, last, at }} state={then} person={view.person} onChoose={choose} />
      <RecordLines history={history} at={at} />
      {conditions && <Lab conditions={conditions} />}
    </aside>
  );
}
