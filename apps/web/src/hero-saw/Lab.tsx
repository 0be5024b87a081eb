import type { Direction, Road, Roads } from '@button/transport/lag';
import { useReducer } from 'react';
import type { Words } from '../language.ts';
import { useLanguage } from '../useLanguage.tsx';

/** As bad as it gets, in milliseconds. */
const WORST = 2_000;
const STEP = 50;

/** A bad road for this page alone, so that two tabs on one machine show what happens far away. */
export function Lab({ roads }: { roads: Roads }) {
  const { lab } = useLanguage().words;
  return (
    <section className="lab">
      <h3>{lab.title}</h3>
      <p className="hint">{lab.what}</p>
      <RoadControls names={lab.hero} road={roads.toHero} />
      <RoadControls names={lab.peers} road={roads.toPeers} />
    </section>
  );
}

function RoadControls({ names, road }: { names: Words['lab']['hero']; road: Road }) {
  const { lab } = useLanguage().words;
  const [, look] = useReducer((count: number) => count + 1, 0);
  const { isCut } = road;
  function toggle() {
    if (isCut) road.mend();
    else road.cut();
    look();
  }
  return (
    <fieldset className="road">
      <legend>{names.road}</legend>
      <DirectionControls name={names.to} direction={road.out} onChange={look} />
      <DirectionControls name={names.from} direction={road.back} onChange={look} />
      <button type="button" className="small" onClick={toggle}>
        {isCut ? lab.mend : lab.lose}
      </button>
    </fieldset>
  );
}

interface DirectionControlsProps {
  readonly name: string;
  readonly direction: Direction;
  readonly onChange: () => void;
}

function DirectionControls({ name, direction, onChange }: DirectionControlsProps) {
  const { lab } = useLanguage().words;
  const { delay, jitter, isHeld } = direction.trouble;
  function change(trouble: Parameters<Direction['change']>[0]) {
    direction.change(trouble);
    onChange();
  }
  return (
    <div className="direction" role="group" aria-label={name}>
      <strong>{name}</strong>
      <button type="button" className="small" aria-pressed={isHeld} onClick={() => change({ isHeld: !isHeld })}>
        {isHeld ? lab.release : lab.hold}
      </button>
      <Milliseconds label={lab.delay} value={delay} onChange={(value) => change({ delay: value })} />
      <Milliseconds label={lab.jitter} value={jitter} onChange={(value) => change({ jitter: value })} />
    </div>
  );
}

interface MillisecondsProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Milliseconds({ label, value, onChange }: MillisecondsProps) {
  const text = useLanguage().words.lab.milliseconds(value);
  return (
    <label className="milliseconds">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={WORST}
        step={STEP}
        value={value}
        aria-valuetext={text}
        onChange={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
      <span className="milliseconds-value">{text}</span>
    </label>
  );
}
