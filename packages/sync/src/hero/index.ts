/** Hero's side of the method. */
export type * from '../messages.ts';
export { Hero, NOT_RECORDED, type HeroSetting } from '../hero.ts';
export type * from './session.ts';
export { UnusableState, upgrade } from './upgrade.ts';
