import type { CatchUp, Enter, Entered, Intent, MessageToClient, MessageToHero } from '@button/sync';

/** The version of the wire protocol (PROTOCOL.md). It goes up when a message's meaning or shape changes. */
export const PROTOCOL = 2;

/** The first message on every connection: which versions the page speaks, and who it is. */
export interface EnterMessage extends Enter {
  readonly protocol: number;
  /** The version of the mutations that the page runs. */
  readonly mutations: number;
}

/** Hero will not have a message. Before the welcome it means: not let in, and the connection ends. */
export interface RefusedMessage {
  readonly code: string;
  /** For whoever reads a log; no program should look into it. */
  readonly message?: string;
  /** With `wrong-version`: what this server speaks. */
  readonly protocol?: number;
  readonly mutations?: number;
}

type Payload<Message, Kind> = Message extends { readonly kind: Kind } ? Omit<Message, 'kind'> : never;

/** Event names and payloads, from a page to Hero. The name is the message's kind. */
export interface EventsToHero {
  enter: (message: EnterMessage) => void;
  emit: (message: Payload<MessageToHero<Intent>, 'emit'>) => void;
  catchUp: (message: Payload<MessageToHero<Intent>, 'catchUp'>) => void;
}

/** Event names and payloads, from Hero to a page. */
export interface EventsToClient {
  welcome: (message: Entered<unknown, Intent>) => void;
  official: (message: Payload<MessageToClient<unknown, Intent>, 'official'>) => void;
  caughtUp: (message: { readonly catchUp: CatchUp<unknown, Intent> }) => void;
  sendAgain: (message: Payload<MessageToClient<unknown, Intent>, 'sendAgain'>) => void;
  notNow: (message: Payload<MessageToClient<unknown, Intent>, 'notNow'>) => void;
  refused: (message: RefusedMessage) => void;
}

/** The same events as they come from the network: nothing is known of what they carry. */
export type Unchecked<Events> = { [Name in keyof Events]: (message: unknown) => void };
