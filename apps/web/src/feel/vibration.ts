import type { Cue } from './cues.ts';

/** On, off, on… in milliseconds. */
const patterns: Readonly<Record<Cue, readonly number[]>> = {
  press: [18],
  light: [35],
  falseStart: [90, 50, 90],
  win: [25, 45, 25, 45, 110],
  lose: [60],
};

/** Where the device can. */
export function vibrate(cue: Cue): void {
  if ('vibrate' in navigator) navigator.vibrate([...patterns[cue]]);
}
