/** The server's side of the wire: passes connections to a `RoomService`, and broadcasts recorded lines. */
export { Broadcaster } from './broadcaster.ts';
export { serveRooms } from './serve-rooms.ts';
export type { Authenticate, MakeIceServers, ServeSetting } from './serve-setting.ts';
export { limitedAddress, loggedAddress } from './address.ts';
export { isOurs, type OwnPages } from './own-pages.ts';
export { areProxies, Proxies, type TrustedProxies } from './proxies.ts';
export { defaultConnectionLimits, type ConnectionLimits } from './connection-limits.ts';
export { openSocketServer, type SocketServer } from './socket-server.ts';
export type { IceServer } from '../wire/to-client.ts';
