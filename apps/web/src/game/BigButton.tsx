import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { useLanguage } from '../i18n/useLanguage.tsx';
import styles from './BigButton.module.css';
import { Dome } from './Dome.tsx';
import { Housing } from './Housing.tsx';

interface BigButtonProps {
  /** With every round the button comes up again, and takes the focus unless something else has it. */
  readonly round: number;
  readonly light: 'dark' | 'waiting' | 'lit';
  readonly isPushed: boolean;
  readonly isVictory: boolean;
  readonly onPush: () => void;
}

/**
 * The button. It answers when it goes down, not when it comes up: to a finger, the mouse, Space and Enter. It stays
 * focusable when it is pushed, so that people who play by keyboard do not lose their place.
 */
export function BigButton({ round, light, isPushed, isVictory, onPush }: BigButtonProps) {
  const { label, ...texts } = useLanguage().words.button;
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
  /** A click without a pointer comes from an assistive technology. */
  const byClick = (event: MouseEvent) => {
    if (event.detail === 0) push();
  };

  return (
    <Housing isWaiting={light === 'waiting'} isVictory={isVictory}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        aria-disabled={isDead}
        onPointerDown={byPointer}
        onKeyDown={byKey}
        onKeyUp={byKey}
        onClick={byClick}
        onContextMenu={(event) => event.preventDefault()}
      >
        <Dome light={light} isDown={isPushed}>
          {texts[isPushed ? 'pushed' : light]}
        </Dome>
      </button>
    </Housing>
  );
}
