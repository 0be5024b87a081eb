/** The contract that every log keeps. */
export { action, at, beginning, describeLogs, followed, welcome } from './contract.ts';
