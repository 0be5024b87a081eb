import type { Cue } from './cues.ts';

/** One tone: a wave whose pitch glides, and that fades away. Pitches in Hz, times in seconds, loudness from 0 to 1. */
interface Tone {
  readonly wave: OscillatorType;
  readonly from: number;
  readonly to?: number;
  readonly at?: number;
  readonly lasts: number;
  readonly loud: number;
}

/** Made of tones, so that nothing has to be loaded before it can be heard. */
const sounds: Readonly<Record<Cue, readonly Tone[]>> = {
  // A heavy button that hits its stop: the thump, and the click of the switch in it.
  press: [
    { wave: 'sine', from: 170, to: 42, lasts: 0.16, loud: 0.9 },
    { wave: 'square', from: 1_400, to: 300, lasts: 0.025, loud: 0.12 },
  ],
  light: [
    { wave: 'triangle', from: 880, lasts: 0.1, loud: 0.35 },
    { wave: 'triangle', from: 1_318.5, at: 0.06, lasts: 0.22, loud: 0.35 },
  ],
  falseStart: [
    { wave: 'sawtooth', from: 138, to: 120, lasts: 0.4, loud: 0.22 },
    { wave: 'sawtooth', from: 146, to: 127, lasts: 0.4, loud: 0.22 },
  ],
  win: [
    { wave: 'triangle', from: 523.25, lasts: 0.16, loud: 0.4 },
    { wave: 'triangle', from: 659.25, at: 0.09, lasts: 0.16, loud: 0.4 },
    { wave: 'triangle', from: 783.99, at: 0.18, lasts: 0.16, loud: 0.4 },
    { wave: 'triangle', from: 1_046.5, at: 0.27, lasts: 0.6, loud: 0.45 },
  ],
  lose: [
    { wave: 'triangle', from: 392, lasts: 0.16, loud: 0.3 },
    { wave: 'triangle', from: 311.13, to: 293.66, at: 0.14, lasts: 0.4, loud: 0.3 },
  ],
};

/** Browsers let a page be heard after the first press on it. A sound that had to wait longer than this is dropped. */
const LATE = 250;

let context: AudioContext | undefined;

/** Is silent where the browser has no sound, or does not allow it yet. */
export function play(cue: Cue): void {
  if (!('AudioContext' in globalThis)) return;
  context ??= new AudioContext();
  const audio = context;
  if (audio.state === 'running') return sound(audio, cue);
  const asked = performance.now();
  audio.resume().then(
    () => {
      if (performance.now() - asked < LATE) sound(audio, cue);
    },
    () => undefined,
  );
}

function sound(audio: AudioContext, cue: Cue): void {
  for (const { wave, from, to = from, at = 0, lasts, loud } of sounds[cue]) {
    const begin = audio.currentTime + at;
    const oscillator = new OscillatorNode(audio, { type: wave, frequency: from });
    const volume = new GainNode(audio, { gain: loud });
    oscillator.frequency.setValueAtTime(from, begin);
    oscillator.frequency.exponentialRampToValueAtTime(to, begin + lasts);
    volume.gain.setValueAtTime(loud, begin);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + lasts);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(begin);
    oscillator.stop(begin + lasts);
  }
}
