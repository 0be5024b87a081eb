import { markOf } from './marks.ts';

/** A person's colour and shape, beside their name: it says nothing that the name does not. */
export function Mark({ person }: { person: string }) {
  const { colour, shape } = markOf(person);
  return <span className="mark" style={{ color: colour }} data-shape={shape} aria-hidden="true" />;
}
