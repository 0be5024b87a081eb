import type { Options } from 'canvas-confetti';

const burst: Options = {
  particleCount: 70,
  spread: 75,
  startVelocity: 55,
  ticks: 160,
  colors: ['#d3190f', '#ff6f5e', '#ffd9a8', '#fffaf1', '#211a16'],
  disableForReducedMotion: true,
};

/** Confetti from both lower corners. Nobody misses a win because it could not be loaded. */
export async function celebrate(): Promise<void> {
  try {
    const { default: confetti } = await import('canvas-confetti');
    void confetti({ ...burst, angle: 60, origin: { x: 0, y: 0.95 } });
    void confetti({ ...burst, angle: 120, origin: { x: 1, y: 0.95 } });
  } catch {
    // Without.
  }
}
