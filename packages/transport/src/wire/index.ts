/** The wire's messages as PROTOCOL.md describes them, for programs that speak to Hero without a page's client. */
export { encodeLines } from './lines.ts';
export { PROTOCOL } from './protocol.ts';
export { encodeCatchUp } from './to-client.ts';
