import type { Seat } from '@button/sync';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { RoomLink, type RoomOptions } from '../src/client.ts';
import type { Channel } from '../src/channel.ts';
import type { Roads } from '../src/lag.ts';
import { checkMessage } from '../src/wire/check.ts';
import type { Said } from '../src/wire/events.ts';
import { askToCatchUpSchema, emitSchema, enterSchema, signalSchema } from '../src/wire/to-hero.ts';
import type { Ground } from './contract.ts';
import { PlayHouse } from './play-house.ts';

/** What Hero says, as it goes over a channel: an event's name and what it carries. */
export type Answer = readonly [event: string, message: unknown];

/** Two ends of a channel. The house's is open when the page's is. */
export interface ChannelPair {
  readonly page: Channel<Said>;
  readonly house: Channel<Answer>;
}

export interface ChannelGroundParts {
  readonly openPair: () => ChannelPair;
  /** Good ones, by default. */
  readonly roads?: () => Roads;
}

/** A play house that is reached over any channel. */
export class ChannelGround implements Ground {
  readonly house: PlayHouse<Notes, NotesIntent>;
  readonly #parts: ChannelGroundParts;
  readonly #told: Set<Channel<Answer>>;
  readonly #links: RoomLink<Notes, NotesIntent>[] = [];
  readonly #ends: Channel<Answer>[] = [];

  private constructor(house: PlayHouse<Notes, NotesIntent>, told: Set<Channel<Answer>>, parts: ChannelGroundParts) {
    this.house = house;
    this.#told = told;
    this.#parts = parts;
  }

  static async open(parts: ChannelGroundParts): Promise<ChannelGround> {
    const told = new Set<Channel<Answer>>();
    const house = await PlayHouse.open(notesRules, (_, recorded) => {
      for (const end of told) end.send(['official', { recorded }]);
    });
    return new ChannelGround(house, told, parts);
  }

  enter(
    name: string | null,
    room: string = PlayHouse.ROOM,
    more: Partial<RoomOptions<Notes, NotesIntent>> = {},
  ): RoomLink<Notes, NotesIntent> {
    const { page, house } = this.#parts.openPair();
    this.#ends.push(house);
    this.#serve(house);
    const roads = this.#parts.roads?.();
    const link = new RoomLink({
      ...{ rules: notesRules, room, name, personToken: null, channelToHero: page },
      ...(roads && { roads }),
      ...more,
    });
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

  /** As `Visit` does it behind Socket.IO, for pages with manners. */
  #serve(end: Channel<Answer>): void {
    let seat: Promise<Seat | null> = Promise.resolve(null);
    const leave = () => {
      this.#told.delete(end);
      const left = seat;
      seat = Promise.resolve(null);
      void left.then((taken) => taken?.leave());
    };
    end.hear({
      onOpen: () => undefined,
      onLost: leave,
      onMessage: (said) => {
        if (!Array.isArray(said)) throw new Error('not said as a page says it');
        const message: unknown = said[1];
        if (said[0] === 'enter') seat = this.#seat(end, message);
        else void seat.then((taken) => taken && hear(taken, said[0], message));
      },
    });
  }

  async #seat(end: Channel<Answer>, message: unknown): Promise<Seat | null> {
    const { protocol: _, mutations: __, ...enter } = valid(enterSchema, message);
    const answer = await this.house.enter(enter, {
      address: 'a page',
      welcome: (entered) => end.send(['welcome', { ...entered, iceServers: [] }]),
      join: () => this.#told.add(end),
      send: ({ kind, ...said }) => end.send([kind, said]),
      signal: (signal) => end.send(['signal', signal]),
      close: () => end.close(),
    });
    if (!('refused' in answer)) return answer;
    end.send(['refused', { code: answer.refused }]);
    return null;
  }
}

function hear(seat: Seat, event: unknown, message: unknown): void {
  if (event === 'catchUp') return seat.catchUp(valid(askToCatchUpSchema, message));
  if (event === 'signal') {
    const { to, content } = valid(signalSchema, message);
    return seat.signal(to, content);
  }
  const { clientSeq, action } = valid(emitSchema, message);
  seat.emit(clientSeq, action);
}

function valid<Message>(schema: Parameters<typeof checkMessage<Message>>[0], message: unknown): Message {
  const checked = checkMessage(schema, message);
  if ('wrong' in checked) throw new Error(checked.wrong);
  return checked.message;
}
