import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import * as v from 'valibot';
import { RoomLink, type RoomOptions } from '../src/client/index.ts';
import type { Channel } from '../src/channel.ts';
import { checkMessage } from '../src/wire/check.ts';
import { encodeLines } from '../src/wire/lines.ts';
import { encodeCatchUp } from '../src/wire/to-client.ts';
import type { NamedMessage } from '../src/wire/protocol.ts';
import type { RoomSession } from '../src/server/room-service.ts';
import { messagesToHero } from '../src/wire/to-hero.ts';
import type { Harness } from './contract.ts';
import { FakeRooms } from './fake-rooms.ts';

/** The two ends of a channel. They open together. */
export interface ChannelPair {
  readonly page: Channel<NamedMessage>;
  readonly server: Channel<NamedMessage>;
}

export interface ChannelHarnessParts {
  readonly openPair: () => ChannelPair;
  /** Called with every new link. */
  readonly prepare?: (link: RoomLink<Notes, NotesIntent>) => void;
}

/** Fake rooms that pages reach over any kind of channel. */
export class ChannelHarness implements Harness {
  readonly rooms: FakeRooms<Notes, NotesIntent>;
  readonly #parts: ChannelHarnessParts;
  readonly #joined: Set<Channel<NamedMessage>>;
  readonly #links: RoomLink<Notes, NotesIntent>[] = [];
  readonly #ends: Channel<NamedMessage>[] = [];

  private constructor(
    rooms: FakeRooms<Notes, NotesIntent>,
    joined: Set<Channel<NamedMessage>>,
    parts: ChannelHarnessParts,
  ) {
    this.rooms = rooms;
    this.#joined = joined;
    this.#parts = parts;
  }

  static async open(parts: ChannelHarnessParts): Promise<ChannelHarness> {
    const joined = new Set<Channel<NamedMessage>>();
    const rooms = await FakeRooms.open(notesRules, (_, lines) => {
      for (const end of joined) end.send(['lines', encodeLines(lines)]);
    });
    return new ChannelHarness(rooms, joined, parts);
  }

  enter(
    name: string | null,
    room: string = FakeRooms.ROOM,
    more: Partial<RoomOptions<Notes, NotesIntent>> = {},
  ): RoomLink<Notes, NotesIntent> {
    const { page, server } = this.#parts.openPair();
    this.#ends.push(server);
    this.#serve(server, room);
    const link = new RoomLink({ rules: notesRules, room, name, watches: name === null, channelToHero: page, ...more });
    this.#parts.prepare?.(link);
    this.#links.push(link);
    return link;
  }

  cut(): void {
    for (const end of this.#ends) end.close();
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.close();
    this.cut();
  }

  /** Serves one page as the real server does, without the checks that only malformed messages need. */
  #serve(end: Channel<NamedMessage>, room: string): void {
    let session: Promise<RoomSession | null> = Promise.resolve(null);
    const leave = () => {
      this.#joined.delete(end);
      const left = session;
      session = Promise.resolve(null);
      void left.then((ended) => ended?.leave());
    };
    end.hear({
      onOpen: () => undefined,
      onLost: leave,
      onMessage: (named) => {
        if (!Array.isArray(named)) throw new Error('not a named message');
        const [name, message]: unknown[] = named;
        if (name === 'enter') session = this.#enter(end, room, message);
        else void session.then((entered) => entered && deliver(entered, name, message));
      },
    });
  }

  async #enter(end: Channel<NamedMessage>, room: string, message: unknown): Promise<RoomSession | null> {
    const enter = valid(messagesToHero.enter, message);
    const answer = await this.rooms.enter(
      { ...enter, room },
      {
        address: 'a page',
        subscribe: () => this.#joined.add(end),
        welcome: (entered) =>
          end.send(['welcome', { ...entered, catchUp: JSON.parse(encodeCatchUp(entered.catchUp)) }]),
        caughtUp: (catchUp) => end.send(['caughtUp', JSON.parse(encodeCatchUp(catchUp))]),
        sendAgain: (from) => end.send(['sendAgain', { from }]),
        notNow: (reason, retryAfter) => end.send(['notNow', { reason, retryAfter }]),
        signal: (signal) => end.send(['signal', signal]),
        iceServersFor: () => end.send(['iceServers', []]),
        door: (door) => end.send(['door', door]),
        deny: (denied) => end.send(['denied', denied]),
        close: () => end.close(),
      },
    );
    if ('waiting' in answer) throw new Error('nobody waits in these rooms');
    if (!('denied' in answer)) return answer;
    end.send(['denied', { code: answer.denied }]);
    return null;
  }
}

function deliver(session: RoomSession, name: unknown, message: unknown): void {
  if (name === 'catchUp') return session.catchUp(valid(messagesToHero.catchUp, message));
  if (name === 'signal') {
    const { to, content } = valid(messagesToHero.signal, message);
    return session.signal(to, content);
  }
  if (name === 'askIceServers') return session.askIceServers();
  const [clientSeq, action] = valid(messagesToHero.emit, message);
  return void session.emit(clientSeq, action);
}

function valid<Message>(schema: Parameters<typeof checkMessage<Message>>[0], message: unknown): Message {
  const checked = checkMessage(schema, message);
  if ('wrong' in checked) throw new Error(v.summarize(checked.wrong));
  return checked.message;
}
