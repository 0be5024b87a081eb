import { Hero, type Connection, type Session } from '@button/sync/hero';
import { MemoryLog } from '@button/sync/log';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import type { RoomOptions } from '@button/transport/client';
import { encodeCatchUp, encodeLines } from '@button/transport/wire';
import * as v from 'valibot';

const returningSchema = v.object({ clientId: v.number(), epoch: v.string(), serverSeq: v.nullable(v.number()) });
const enterSchema = v.object({ returning: v.nullable(returningSchema) });
const emissionSchema = v.tuple([v.number(), v.unknown()]);

type Channel = NonNullable<RoomOptions<Notes, NotesIntent>['channelToHero']>;
type Listener = Parameters<Channel['hear']>[0];

/** A channel with a Hero of its own at the other end, which gets the page's actions when the test releases them. */
export class HeroChannel implements Channel {
  openings = 0;
  isOpen = false;
  /** Resolves when the page's end of it is closed. */
  readonly closed: Promise<void>;
  readonly #hero: Hero<Notes, NotesIntent>;
  #listener: Listener | null = null;
  #session: Session<Notes, NotesIntent> | null = null;
  #queued: unknown[] = [];
  #handleClosed: () => void = () => undefined;

  private constructor(hero: Hero<Notes, NotesIntent>) {
    this.#hero = hero;
    this.closed = new Promise((resolve) => {
      this.#handleClosed = resolve;
    });
    hero.subscribe((lines) => this.#deliver('lines', encodeLines(lines)));
  }

  static async make(): Promise<HeroChannel> {
    const { version, initialState: state } = notesRules;
    const beginning = { version, epoch: '1', continues: null, serverSeq: 0, serverTime: 0, state, clients: [] };
    const log = new MemoryLog<NotesIntent>(beginning);
    const hero = await Hero.open({
      tailLength: 1000,
      rules: notesRules,
      log,
      now: () => 0,
      drawSeed: () => 0,
      onFailure: (error) => {
        throw error;
      },
    });
    return new HeroChannel(hero);
  }

  hear(listener: Listener): void {
    this.#listener = listener;
  }

  open(): void {
    this.openings += 1;
    this.isOpen = true;
    this.#listener?.onOpen();
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#session?.leave();
    this.#listener?.onLost();
    this.#handleClosed();
  }

  send([name, message]: readonly [name: string, message: unknown]): void {
    if (name === 'enter') void this.#enter(message);
    if (name === 'emit') this.#queued.push(message);
  }

  /** Sends the page's actions on to Hero; resolves when all of them are answered. */
  async release(): Promise<void> {
    for (const emission of this.#queued.splice(0)) {
      const [clientSeq, action] = v.parse(emissionSchema, emission);
      await this.#session?.emit(clientSeq, action);
    }
  }

  /** Hero emits, so that the page gets one message. */
  add(text: string): Promise<void> {
    return this.#hero.emit({ type: 'add', text });
  }

  /** The page is denied, at its entry or later. */
  deny(code: string): void {
    this.#deliver('denied', { code });
  }

  async #enter(enter: unknown): Promise<void> {
    const connection: Connection<Notes, NotesIntent> = {
      subscribe: () => undefined,
      welcome: ({ catchUp, ...welcome }) => {
        const proofs = { clientKey: 'key', personToken: 'token' };
        this.#deliver('welcome', { ...welcome, ...proofs, catchUp: JSON.parse(encodeCatchUp(catchUp)) });
      },
      caughtUp: () => undefined,
      sendAgain: (from) => this.#deliver('sendAgain', { from }),
      notNow: (reason, retryAfter) => this.#deliver('notNow', { reason, retryAfter }),
      close: () => this.close(),
    };
    const { returning } = v.parse(enterSchema, enter);
    const joined = await this.#hero.join({ connection, person: 'bob', returning });
    if ('emit' in joined) this.#session = joined;
  }

  #deliver(name: string, message: unknown): void {
    if (this.isOpen) this.#listener?.onMessage([name, structuredClone(message)]);
  }
}
