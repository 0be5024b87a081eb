import { isList } from './check.ts';

/**
 * A large message travels in pieces, each the content of an event of this name, `[isLast, text]`. The texts together are the
 * JSON of the message. The page answers each with `pieceRead`, so that no more is under way than a slow connection carries
 * between two signs of life.
 */
export const PIECE = 'piece';
/** In characters. */
const LENGTH = 32_000;
/** What a page puts together, in characters, so that its memory is bounded. */
const MAX_LENGTH = 100_000_000;

export type Piece = readonly [isLast: boolean, text: string];

/** Cuts the JSON of a message. */
export function piecesOf(json: string): readonly Piece[] {
  const starts = Array.from({ length: Math.ceil(json.length / LENGTH) }, (_, index) => index * LENGTH);
  return starts.map((start) => [start + LENGTH >= json.length, json.slice(start, start + LENGTH)]);
}

/** Puts messages together again on the other side. */
export class Pieces {
  #text = '';

  /**
   * Takes what has arrived. Returns a whole message, unchecked, or null while pieces are missing.
   * @throws SyntaxError if the pieces make no JSON
   */
  add(name: unknown, content: unknown): unknown {
    if (name !== PIECE) return [name, content];
    const [isLast, text] = isList(content) ? content : [];
    this.#text += String(text);
    if (isLast !== true && this.#text.length <= MAX_LENGTH) return null;
    const json = this.#text;
    this.clear();
    return JSON.parse(json);
  }

  /** The rest of a message will not come. */
  clear(): void {
    this.#text = '';
  }
}
