import type { Seat } from '@button/sync';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { RoomLink, type RoomOptions } from '../src/client/index.ts';
import type { Channel } from '../src/channel.ts';
import { checkMessage } from '../src/wire/check.ts';
import type { NamedMessage } from '../src/wire/protocol.ts';
import { messagesToHero } from '../src/wire/to-hero.ts';
import type { Harness } from './contract.ts';
import { FakeRooms } from './fake-rooms.ts';

/** Two ends of a channel. The server's is open when the page's is. */
export interface ChannelPair {
  readonly page: Channel<NamedMessage>;
  readonly server: Channel<NamedMessage>;
}

export interface ChannelHarnessParts {
  readonly openPair: () => ChannelPair;
  /** Called with every link at once. */
  readonly prepare?: (link: RoomLink<Notes, NotesIntent>) => void;
}

/** Fake rooms that are reached over any channel. */
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
    const rooms = await FakeRooms.open(notesRules, (_, recorded) => {
      for (const end of joined) end.send(['official', { recorded }]);
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
    this.#serve(server);
    const link = new RoomLink({ rules: notesRules, room, name, personToken: null, channelToHero: page, ...more });
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

  /** As the server does it behind Socket.IO, for well-behaved pages. */
  #serve(end: Channel<NamedMessage>): void {
    let seat: Promise<Seat | null> = Promise.resolve(null);
    const leave = () => {
      this.#joined.delete(end);
      const left = seat;
      seat = Promise.resolve(null);
      void left.then((taken) => taken?.leave());
    };
    end.hear({
      onOpen: () => undefined,
      onLost: leave,
      onMessage: (named) => {
        if (!Array.isArray(named)) throw new Error('not sent as a page sends it');
        const [name, message]: unknown[] = named;
        if (name === 'enter') seat = this.#seat(end, message);
        else void seat.then((taken) => taken && handle(taken, name, message));
      },
    });
  }

  async #seat(end: Channel<NamedMessage>, message: unknown): Promise<Seat | null> {
    const { protocol: _, mutations: __, ...enter } = valid(messagesToHero.enter, message);
    const answer = await this.rooms.enter(enter, {
      address: 'a page',
      welcome: (entered) => end.send(['welcome', { ...entered, iceServers: [] }]),
      join: () => this.#joined.add(end),
      send: ({ kind, ...sent }) => end.send([kind, sent]),
      signal: (signal) => end.send(['signal', signal]),
      close: () => end.close(),
    });
    if (!('refused' in answer)) return answer;
    end.send(['denied', { code: answer.refused }]);
    return null;
  }
}

function handle(seat: Seat, name: unknown, message: unknown): void {
  if (name === 'catchUp') return seat.catchUp(valid(messagesToHero.catchUp, message));
  if (name === 'signal') {
    const { to, content } = valid(messagesToHero.signal, message);
    return seat.signal(to, content);
  }
  const { clientSeq, action } = valid(messagesToHero.emit, message);
  seat.emit(clientSeq, action);
}

function valid<Message>(schema: Parameters<typeof checkMessage<Message>>[0], message: unknown): Message {
  const checked = checkMessage(schema, message);
  if ('wrong' in checked) throw new Error(checked.wrong);
  return checked.message;
}
