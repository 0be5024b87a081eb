import type { State } from '@button/mutations';
import { useLanguage } from './useLanguage.tsx';

interface DomeProps {
  readonly light: State['button']['is'];
  readonly isDown: boolean;
}

/** The part of the button that moves and shines. What it says, the button's own name and the status say too. */
export function Dome({ light, isDown }: DomeProps) {
  const { button } = useLanguage().words;
  return (
    <span className={`dome is-${light} ${isDown ? 'is-down' : ''}`} aria-hidden="true">
      <span className="dome-text">{button[isDown ? 'pushed' : light]}</span>
    </span>
  );
}
