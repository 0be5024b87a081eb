/** Colours that people with any colour vision can distinguish (after Okabe and Ito). */
const COLOURS = ['#e69f00', '#0072b2', '#009e73', '#d55e00', '#56b4e9', '#cc79a7', '#b8a600'];
const SHAPES = ['●', '▲', '■', '◆', '★', '✚', '⬟', '▼'];

export interface PersonMark {
  readonly colour: string;
  readonly shape: string;
}

/** All of them: the numbers of colours and shapes have no divisor in common, so that every pair comes. */
const MARKS: readonly PersonMark[] = Array.from({ length: COLOURS.length * SHAPES.length }, (_, at) => ({
  colour: COLOURS[at % COLOURS.length] ?? '',
  shape: SHAPES[at % SHAPES.length] ?? '',
}));

/**
 * The mark of each person in a room, the same on every page. `persons` are ids in the order of arrival: earlier people keep
 * theirs, and the next one gets a colour and a shape that are still free, as long as there are any.
 */
export function marksOf(persons: readonly string[]): ReadonlyMap<string, PersonMark> {
  const marks = new Map<string, PersonMark>();
  const uses = new Map<string, number>();
  const usesOf = ({ colour, shape }: PersonMark) => (uses.get(colour) ?? 0) + (uses.get(shape) ?? 0);
  for (const person of persons) {
    const own = hash(person) % MARKS.length;
    const candidates = [...MARKS.slice(own), ...MARKS.slice(0, own)];
    const mark = candidates.reduce((best, one) => (usesOf(one) < usesOf(best) ? one : best));
    marks.set(person, mark);
    for (const part of [mark.colour, mark.shape]) uses.set(part, (uses.get(part) ?? 0) + 1);
  }
  return marks;
}

function hash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
