import { useEffect, type RefObject } from 'react';

/** So far from the side, in CSS pixels, begins the swipe that phones take for "go back". */
const EDGE = 28;

/** A frantic thumb that comes in from the side of this element pushes; it does not leave the page. */
export function useEdgeSwipeGuard(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const stage = element.current;
    const hold = (event: TouchEvent) => {
      const x = event.touches[0]?.clientX ?? EDGE;
      if (event.cancelable && (x < EDGE || x > innerWidth - EDGE)) event.preventDefault();
    };
    // React's own listeners for touches are passive, and could prevent nothing.
    stage?.addEventListener('touchstart', hold, { passive: false });
    return () => stage?.removeEventListener('touchstart', hold);
  }, [element]);
}
