/** Direct links from page to page, as a part that an app switches on. */
export { directLinks, type DirectLinksOptions } from './direct-links.ts';
export type { MakePeerChannel, PeerChannel, PeerChannelParts } from './peer-channel.ts';
