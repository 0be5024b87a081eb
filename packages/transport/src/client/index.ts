/** The page's side of the wire: a link to one room, which reconnects after a loss. */
export type { ChannelDecorators } from './channel-decorators.ts';
export { join } from './join.ts';
export { readResumption, type KeyedResumption } from './keyed-resumption.ts';
export { RoomLink } from './room-link.ts';
export type { RoomOptions } from './room-options.ts';
export { viewBeforeWelcome, type RoomView } from './room-view.ts';
export { DeniedError } from './when.ts';
