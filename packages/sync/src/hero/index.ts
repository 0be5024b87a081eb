/** Hero's side of the method, and the room service that a transport serves. */
export type * from '../messages.ts';
export { Hero, NOT_RECORDED } from '../hero.ts';
export type * from './room-service.ts';
export type * from './session.ts';
export type * from './setting.ts';
export { UnusableState, upgrade } from './upgrade.ts';
