import type { Options } from 'canvas-confetti';
import styles from './celebrate.module.css';

const burst: Options = {
  particleCount: 70,
  spread: 75,
  startVelocity: 55,
  ticks: 160,
  colors: ['#d3190f', '#ff6f5e', '#ffd9a8', '#fffaf1', '#211a16'],
};

/** Confetti from both lower corners. If it cannot be loaded, a win is shown without it. */
export async function celebrate(): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.className = styles.confetti ?? '';
  canvas.ariaHidden = 'true';
  try {
    const { default: confetti } = await import('canvas-confetti');
    document.body.append(canvas);
    const fire = confetti.create(canvas, { resize: true, useWorker: true, disableForReducedMotion: true });
    await Promise.all([
      fire({ ...burst, angle: 60, origin: { x: 0, y: 0.95 } }),
      fire({ ...burst, angle: 120, origin: { x: 1, y: 0.95 } }),
    ]);
  } catch {
    // Without.
  } finally {
    canvas.remove();
  }
}
