/** Direct links from page to page: optional, so that an app without them does not load this code. */
export { directLinks, type DirectLinksOptions } from './direct-links.ts';
export type { MakePeerChannel, PeerChannel, PeerChannelParts } from './peer-channel.ts';
