import { useEffect } from 'react';

/** Keeps the screen awake while the component is on the page, where the browser allows it. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let isOver = false;
    let lock: WakeLockSentinel | undefined;
    /** The browser takes it back whenever the page is out of sight. */
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      const got = await navigator.wakeLock.request('screen');
      if (isOver) await got.release();
      else lock = got;
    };
    const keep = () => void ask().catch(() => undefined);
    keep();
    document.addEventListener('visibilitychange', keep);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', keep);
      void lock?.release();
    };
  }, []);
}
