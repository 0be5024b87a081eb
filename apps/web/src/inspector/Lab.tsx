import type { Conditions, DirectionConditions, NetworkConditions, PageConditions } from '@button/transport/conditions';
import { useReducer } from 'react';
import type { Words } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import text from '../ui/text.module.css';
import styles from './Lab.module.css';

/** The longest delay, in milliseconds. */
const WORST = 2_000;
const STEP = 50;

/** A bad network for this page alone, so that two tabs on one machine behave as if they were far apart. */
export function Lab({ conditions }: { conditions: PageConditions }) {
  const { lab } = useLanguage().words;
  return (
    <section>
      <h3>{lab.title}</h3>
      <p className={text.hint}>{lab.what}</p>
      <ConditionsControls names={lab.hero} conditions={conditions.toHero} />
      <ConditionsControls names={lab.peers} conditions={conditions.toPeers} />
    </section>
  );
}

interface ConditionsControlsProps {
  readonly names: Words['lab']['hero'];
  readonly conditions: NetworkConditions;
}

function ConditionsControls({ names, conditions }: ConditionsControlsProps) {
  const { lab } = useLanguage().words;
  const [, look] = useReducer((count: number) => count + 1, 0);
  const { isCut } = conditions;
  function toggle() {
    if (isCut) conditions.restore();
    else conditions.cut();
    look();
  }
  return (
    <fieldset className={styles.conditions}>
      <legend>{names.between}</legend>
      <DirectionControls name={names.to} direction={conditions.out} onChange={look} />
      <DirectionControls name={names.from} direction={conditions.back} onChange={look} />
      <Button look="small" onClick={toggle}>
        {isCut ? lab.restore : lab.lose}
      </Button>
    </fieldset>
  );
}

interface DirectionControlsProps {
  readonly name: string;
  readonly direction: DirectionConditions;
  readonly onChange: () => void;
}

function DirectionControls({ name, direction, onChange }: DirectionControlsProps) {
  const { lab } = useLanguage().words;
  const { delay, jitter, isHeld } = direction.current;
  function change(conditions: Partial<Conditions>) {
    direction.change(conditions);
    onChange();
  }
  return (
    <div className={styles.direction} role="group" aria-label={name}>
      <strong>{name}</strong>
      <Button look="small" aria-pressed={isHeld} onClick={() => change({ isHeld: !isHeld })}>
        {isHeld ? lab.release : lab.hold}
      </Button>
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
    <label className={styles.milliseconds}>
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
      <span className={styles.value}>{text}</span>
    </label>
  );
}
