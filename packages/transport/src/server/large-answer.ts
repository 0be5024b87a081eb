import { piecesOf, type Piece } from '../wire/pieces.ts';

/**
 * How many pieces may be unread: 256 kB, which a page at 100 kB/s reads in less time than a sign of life may take. What the
 * system has taken is no measure: its buffers hold megabytes.
 */
const WINDOW = 8;

/** An answer that is sent as fast as the page reads it. */
export class LargeAnswer {
  /** Sends what was recorded meanwhile. */
  readonly bringToNow: () => void;
  readonly #pieces: readonly Piece[];
  readonly #send: (piece: Piece) => void;
  #sent = 0;
  #read = 0;

  constructor(json: string, send: (piece: Piece) => void, bringToNow: () => void) {
    this.#pieces = piecesOf(json);
    this.#send = send;
    this.bringToNow = bringToNow;
    this.#sendMore();
  }

  /** A piece was read. */
  handleRead(): 'whole' | 'in part' {
    this.#read = Math.min(this.#read + 1, this.#sent);
    this.#sendMore();
    return this.#read === this.#pieces.length ? 'whole' : 'in part';
  }

  #sendMore(): void {
    for (const piece of this.#pieces.slice(this.#sent, this.#read + WINDOW)) {
      this.#sent += 1;
      this.#send(piece);
    }
  }
}
