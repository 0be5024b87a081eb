/** Hero's side of the method. */
export type * from '../messages.ts';
export { Hero, NOT_RECORDED } from '../hero.ts';
export type * from './session.ts';
export type * from './setting.ts';
export { UnusableState, upgrade } from './upgrade.ts';
