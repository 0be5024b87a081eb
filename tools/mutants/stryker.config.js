import { fileURLToPath } from 'node:url';

process.env.HISTORIES ??= '200';
process.env.SEED ??= '15';
console.log(`HISTORIES=${process.env.HISTORIES} SEED=${process.env.SEED}`);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} Paths are relative to packages/sync. */
export default {
  mutate: ['src/**/*.ts', '!src/testing/**'],
  // It extends another one by a relative path, which leads nowhere from Stryker's copy of the package.
  ignorePatterns: ['**/tsconfig.json'],
  // Nothing is broken while files are loaded: Stryker does not count a test file that fails to load, so that what breaks
  // all of them, such as rules that are made there, would seem to survive.
  ignoreStatic: true,
  testRunner: 'vitest',
  vitest: { configFile: fileURLToPath(new URL('vitest.config.js', import.meta.url)) },
  concurrency: 2,
  // On top of what the tests take. On a busy machine a shorter one would count slow mutants among the killed ones.
  timeoutMS: 10_000,
  reporters: ['progress-append-only', 'clear-text'],
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 95, break: 95 },
  // Not in the package: tests of a copy that was left behind would be taken for its own.
  tempDirName: '../../tools/mutants/.stryker-tmp',
  cleanTempDir: 'always',
};
