import { NOT_RECORDED, type House, type Intent, type Line, type Seat } from '@button/sync';
import { checkMessage } from '../wire/check.ts';
import { PROTOCOL, type EnterMessage, type EventsToHero, type RefusedMessage } from '../wire/events.ts';
import {
  askToCatchUpSchema,
  emitSchema,
  enterSchema,
  numberedSchema,
  signalSchema,
  versionsSchema,
} from '../wire/to-hero.ts';
import { UNREADABLE } from './parser.ts';
import type { PipeSocket } from './pipe.ts';

/** What a visit needs of the world. */
export interface VisitSetting {
  /** What a message may measure, in bytes of JSON. */
  readonly maxMessageBytes: number;
  /** Something was refused here; for the log. What is refused by number goes through the house, which reports it. */
  readonly onRefused: (code: string, details: Readonly<Record<string, unknown>>) => void;
  /** The house failed. The page is told "not now" and the connection ended; it comes back by itself. */
  readonly onFailure: (error: unknown) => void;
}

/** Whoever goes on after so many refusals on one connection is not a page that made a mistake. */
const PATIENCE = 100;

/** One connection from its first message to its end. What is wrong is told, reported, and hurts nobody else. */
export class Visit<State, I extends Intent> {
  readonly #house: House<State, I>;
  readonly #socket: PipeSocket;
  readonly #line: Line<State, I>;
  readonly #setting: VisitSetting;
  #hasEntered = false;
  #seat: Seat | null = null;
  #refusals = 0;

  constructor(house: House<State, I>, socket: PipeSocket, line: Line<State, I>, setting: VisitSetting) {
    this.#house = house;
    this.#socket = socket;
    this.#line = line;
    this.#setting = setting;
  }

  /** Anything that came from the network. */
  hear(event: unknown, payload: readonly unknown[]): void {
    const [message] = payload;
    if (event === UNREADABLE.notJson || event === UNREADABLE.binary) return this.#refuse({ code: event });
    if (!isKnown(event)) return this.#refuse({ code: 'unknown-event' });
    if (sizeOf(payload) > this.#setting.maxMessageBytes) return this.#refuseMessage(event, message, 'too-large');
    if (payload.length !== 1) return this.#refuseMessage(event, message, 'malformed', 'one argument, no more');
    if (event === 'enter') return this.#handleEnter(message);
    if (!this.#seat) return this.#refuse({ code: 'enter-first' });
    switch (event) {
      case 'emit':
        return this.#handleEmit(this.#seat, message);
      case 'catchUp':
        return this.#handleCatchUp(this.#seat, message);
      case 'signal':
        return this.#handleSignal(this.#seat, message);
    }
  }

  /** The connection is gone. */
  leave(): void {
    this.#seat?.leave();
    this.#seat = null;
  }

  #handleEnter(input: unknown): void {
    if (this.#hasEntered) return this.#refuse({ code: 'already-entered' });
    const versions = checkMessage(versionsSchema, input);
    if ('wrong' in versions) return this.#turnAway({ code: 'malformed', message: versions.wrong });
    const { protocol, mutations } = versions.message;
    const { rulesId } = this.#house;
    if (protocol !== PROTOCOL || mutations !== rulesId) {
      return this.#turnAway({ code: 'wrong-version', protocol: PROTOCOL, mutations: rulesId });
    }
    const enter = checkMessage(enterSchema, input);
    if ('wrong' in enter) return this.#turnAway({ code: 'malformed', message: enter.wrong });
    this.#hasEntered = true;
    void this.#enter(enter.message);
  }

  async #enter({ room, name, personToken, returning }: EnterMessage): Promise<void> {
    try {
      const answer = await this.#house.enter({ room, name, personToken, returning }, this.#line);
      if ('refused' in answer) return this.#turnAway({ code: answer.refused });
      this.#seat = answer;
      if (this.#socket.disconnected) this.leave();
    } catch (error) {
      this.#setting.onFailure(error);
      this.#line.send(NOT_RECORDED);
      this.#line.close();
    }
  }

  #handleEmit(seat: Seat, input: unknown): void {
    const emit = checkMessage(emitSchema, input);
    if ('wrong' in emit) return this.#refuseMessage('emit', input, 'malformed', emit.wrong);
    seat.emit(emit.message.clientSeq, emit.message.action);
  }

  #handleCatchUp(seat: Seat, input: unknown): void {
    const asked = checkMessage(askToCatchUpSchema, input);
    if ('wrong' in asked) return this.#refuse({ code: 'malformed', message: asked.wrong });
    seat.catchUp(asked.message);
  }

  #handleSignal(seat: Seat, input: unknown): void {
    const signal = checkMessage(signalSchema, input);
    if ('wrong' in signal) return this.#refuse({ code: 'malformed', message: signal.wrong });
    seat.signal(signal.message.to, signal.message.content);
  }

  /** A numbered action is answered for good, so that its client moves on; anything else is told what was wrong. */
  #refuseMessage(event: string, input: unknown, code: string, wrong?: string): void {
    const numbered = checkMessage(numberedSchema, input);
    if (event === 'emit' && this.#seat && 'message' in numbered)
      return this.#seat.refuse(numbered.message.clientSeq, code);
    return this.#refuse({ code, ...(wrong !== undefined && { message: wrong }) });
  }

  #turnAway(refused: RefusedMessage): void {
    this.#refuse(refused);
    this.#line.close();
  }

  #refuse(refused: RefusedMessage): void {
    this.#setting.onRefused(refused.code, { address: this.#line.address, message: refused.message });
    this.#socket.emit('refused', refused);
    if (++this.#refusals >= PATIENCE) this.#line.close();
  }
}

function isKnown(event: unknown): event is keyof EventsToHero {
  return event === 'enter' || event === 'emit' || event === 'catchUp' || event === 'signal';
}

/** In bytes of JSON. What cannot be written as JSON again was nested too deep. */
function sizeOf(payload: readonly unknown[]): number {
  try {
    return Buffer.byteLength(JSON.stringify(payload));
  } catch {
    return Infinity;
  }
}
