import { useEffect, useRef } from 'react';
import { celebrate } from './celebrate.ts';
import { cueBetween, type Moment } from './cues.ts';
import { play } from './sound.ts';
import { vibrate } from './vibration.ts';

/** Lets people hear, feel and see each change, from their arrival on. */
export function useCues(now: Moment | null, isSoundOn: boolean): void {
  const before = useRef<Moment | null>(null);
  useEffect(() => {
    const cue = before.current && now && cueBetween(before.current, now);
    before.current = now;
    if (!cue) return;
    if (isSoundOn) {
      play(cue);
      vibrate(cue);
    }
    if (cue === 'win') void celebrate();
  }, [now, isSoundOn]);
}
