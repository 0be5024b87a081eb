import './big-button.css';
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';

interface BigButtonProps {
  /** With every round the button comes up again, ready under the keys of whoever has nothing else in hand. */
  readonly round: number;
  readonly isPushed: boolean;
  readonly onPush: () => void;
}

/**
 * The button. It answers when it goes down, not when it comes up: to a finger, the mouse, Space and Enter. It stays
 * focusable when it is pushed, so that nobody who plays by keyboard loses their place.
 */
export function BigButton({ round, isPushed, onPush }: BigButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, [round]);

  const push = () => {
    if (!isPushed) onPush();
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
        aria-label="Push the button"
        aria-disabled={isPushed}
        onPointerDown={byPointer}
        onKeyDown={byKey}
        onKeyUp={byKey}
        onClick={byClick}
        onContextMenu={(event) => event.preventDefault()}
      >
        <span className="dome" aria-hidden="true">
          {isPushed ? 'Pushed' : 'Push'}
        </span>
      </button>
    </div>
  );
}
