import { fileURLToPath } from 'node:url';
import { BaseSequencer } from 'vitest/node';

/** The quick tests kill nearly every mutant; only what outlives them is played through the histories. */
class SimulationLast extends BaseSequencer {
  async sort(files) {
    const isSimulation = ({ moduleId }) => moduleId.endsWith('simulation.test.ts');
    return [...files].sort((one, other) => isSimulation(one) - isSimulation(other));
  }
}

export default {
  test: {
    // The test of SPEC.md reads files and runs no code of the package.
    exclude: ['**/node_modules/**', '**/spec.test.ts'],
    setupFiles: [fileURLToPath(new URL('no-shrinking.js', import.meta.url))],
    sequence: { sequencer: SimulationLast },
  },
};
