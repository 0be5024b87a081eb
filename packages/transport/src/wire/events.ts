import type { CatchUp, Enter, Entered, Intent, MessageToClient, MessageToHero, SignalFromPeer } from '@button/sync';

/** The version of the wire protocol (PROTOCOL.md). It goes up when a message's meaning or shape changes. */
export const PROTOCOL = 3;

/** The first message on every connection: which versions the page speaks, and who it is. */
export interface EnterMessage extends Enter {
  readonly protocol: number;
  /** The id of the rules that the page runs. */
  readonly mutations: string;
}

/** Hero will not have a message. Before the welcome it means: not let in, and the connection ends. */
export interface RefusedMessage {
  readonly code: string;
  /** For whoever reads a log; no program should look into it. */
  readonly message?: string;
  /** With `wrong-version`: what this server speaks. */
  readonly protocol?: number;
  readonly mutations?: string;
}

/** Where a page may find out how it is reached from outside, or be relayed: as `RTCPeerConnection` takes it. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** Hero lets a page in, and says what it needs for direct links. */
export interface WelcomeMessage<State, I extends Intent> extends Entered<State, I> {
  readonly iceServers: readonly IceServer[];
}

/** What two pages have to know of each other before they can link directly. */
export type PeerSignal =
  /** The polite end waits for the other's offer. */
  | { readonly ready: true }
  | { readonly description: { readonly type: 'offer' | 'answer'; readonly sdp: string } }
  | {
      readonly candidate: {
        readonly candidate: string;
        readonly sdpMid: string | null;
        readonly sdpMLineIndex: number | null;
        readonly usernameFragment: string | null;
      };
    };

type Payload<Message, Kind> = Message extends { readonly kind: Kind } ? Omit<Message, 'kind'> : never;

/** Event names and payloads, from a page to Hero. The name is the message's kind. */
export interface EventsToHero {
  enter: (message: EnterMessage) => void;
  emit: (message: Payload<MessageToHero<Intent>, 'emit'>) => void;
  catchUp: (message: Payload<MessageToHero<Intent>, 'catchUp'>) => void;
  signal: (message: { readonly to: string; readonly content: PeerSignal }) => void;
}

/** Event names and payloads, from Hero to a page. */
export interface EventsToClient {
  welcome: (message: WelcomeMessage<unknown, Intent>) => void;
  official: (message: Payload<MessageToClient<unknown, Intent>, 'official'>) => void;
  caughtUp: (message: { readonly catchUp: CatchUp<unknown, Intent> }) => void;
  sendAgain: (message: Payload<MessageToClient<unknown, Intent>, 'sendAgain'>) => void;
  notNow: (message: Payload<MessageToClient<unknown, Intent>, 'notNow'>) => void;
  signal: (message: SignalFromPeer) => void;
  refused: (message: RefusedMessage) => void;
}

/** An event's name and what it carries, from a page to Hero. */
export type Said = {
  [Name in keyof EventsToHero]: readonly [Name, Parameters<EventsToHero[Name]>[0]];
}[keyof EventsToHero];

/** The same events as they come from the network: nothing is known of what they carry. */
export type Unchecked<Events> = { [Name in keyof Events]: (message: unknown) => void };
