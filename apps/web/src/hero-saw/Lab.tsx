import type { Direction, Road, Roads } from '@button/transport/lag';
import { useReducer } from 'react';

/** As bad as it gets, in milliseconds. */
const WORST = 2_000;
const STEP = 50;

/** A bad road for this page alone, so that two tabs on one machine show what happens far away. */
export function Lab({ roads }: { roads: Roads }) {
  return (
    <section className="lab">
      <h3>Lag lab</h3>
      <p className="hint">Makes the way of this page worse, and only of this page, until it is closed.</p>
      <RoadControls name="Hero" road={roads.toHero} />
      <RoadControls name="peers" road={roads.toPeers} />
    </section>
  );
}

function RoadControls({ name, road }: { name: string; road: Road }) {
  const [, look] = useReducer((count: number) => count + 1, 0);
  const { isCut } = road;
  function toggle() {
    if (isCut) road.mend();
    else road.cut();
    look();
  }
  return (
    <fieldset className="road">
      <legend>{name === 'Hero' ? 'Me and Hero' : 'Me and my peers'}</legend>
      <DirectionControls name={`To ${name}`} direction={road.out} onChange={look} />
      <DirectionControls name={`From ${name}`} direction={road.back} onChange={look} />
      <button type="button" className="small" onClick={toggle}>
        {isCut ? 'Bring it back' : 'Lose the connection'}
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
  const { delay, jitter, isHeld } = direction.trouble;
  function change(trouble: Parameters<Direction['change']>[0]) {
    direction.change(trouble);
    onChange();
  }
  return (
    <div className="direction" role="group" aria-label={name}>
      <strong>{name}</strong>
      <button type="button" className="small" aria-pressed={isHeld} onClick={() => change({ isHeld: !isHeld })}>
        {isHeld ? 'Release' : 'Hold'}
      </button>
      <Milliseconds label="Delay" value={delay} onChange={(value) => change({ delay: value })} />
      <Milliseconds label="Jitter" value={jitter} onChange={(value) => change({ jitter: value })} />
    </div>
  );
}

interface MillisecondsProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Milliseconds({ label, value, onChange }: MillisecondsProps) {
  return (
    <label className="milliseconds">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={WORST}
        step={STEP}
        value={value}
        aria-valuetext={`${value} ms`}
        onChange={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
      <span className="milliseconds-value">{value} ms</span>
    </label>
  );
}
