/** Colours that people tell apart whatever they see of colour (after Okabe and Ito), each with a shape of its own. */
const COLOURS = ['#e69f00', '#0072b2', '#009e73', '#d55e00', '#56b4e9', '#cc79a7', '#b8a600'];
const SHAPES = ['●', '▲', '■', '◆', '★', '✚', '⬟', '▼'];

/** A person's own mark, the same on every page. */
export function markOf(person: string): { readonly colour: string; readonly shape: string } {
  let hash = 0;
  for (const letter of person) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  const pick = (list: readonly string[], at: number) => list[at % list.length] ?? '';
  return { colour: pick(COLOURS, hash), shape: pick(SHAPES, Math.floor(hash / COLOURS.length)) };
}
