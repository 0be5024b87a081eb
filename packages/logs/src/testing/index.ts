/** The contract that every log keeps. */
export { describeLogs } from './contract.ts';
