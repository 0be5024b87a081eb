import './big-button.css';
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { Dome } from './Dome.tsx';
import { useLanguage } from './useLanguage.tsx';

interface BigButtonProps {
  /** With every round the button comes up again, ready under the keys of whoever has nothing else in hand. */
  readonly round: number;
  readonly light: 'dark' | 'waiting' | 'lit';
  readonly isPushed: boolean;
  readonly onPush: () => void;
}

/**
 * The button. It answers when it goes down, not when it comes up: to a finger, the mouse, Space and Enter. It stays
 * focusable when it is pushed, so that nobody who plays by keyboard loses their place.
 */
export function BigButton({ round, light, isPushed, onPush }: BigButtonProps) {
  const { label } = useLanguage().words.button;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, [round]);

  const isDead = isPushed || light === 'dark';
  const push = () => {
    if (!isDead) onPush();
  };
  const byPointer = (event: PointerEvent) => {
    if (event.button === 0) push();
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.type === 'keydown' && !event.repeat) push();
  };
  /** A click that no pointer made is that of an assistive technology. */
  const byClick = (event: MouseEvent) => {
    if (event.detail === 0) push();
  };

  return (
    <div className="base">
      <button
        ref={button}
        type="button"
        className="big-button"
        aria-label={label}
        aria-disabled={isDead}
        onPointerDown={byPointer}
        onKeyDown={byKey}
        onKeyUp={byKey}
        onClick={byClick}
        onContextMenu={(event) => event.preventDefault()}
      >
        <Dome light={light} isDown={isPushed} />
      </button>
    </div>
  );
}
