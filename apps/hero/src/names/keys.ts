import unhomoglyph from 'unhomoglyph';

/** What a tidied name still has of letters that show nothing. */
const joiners = /\u200C|\u200D|\uFE0F/g;

/**
 * The keys by which a tidied name is compared. Two names share one if they look alike as they are written, all in small
 * letters or all in capitals: "Paul" and "PauI", "Sue" and "SUE", "Bob" and a Cyrillic "ВОВ". One key for all three would
 * make twins of Mei and Mel, because a capital i looks like a small l.
 */
export function keysOf(name: string): readonly string[] {
  const visible = name.replace(joiners, '');
  // (The skeleton of a zero is a capital O.)
  const small = skeleton(visible.toLowerCase()).toLowerCase();
  return [`=${skeleton(visible)}`, `-${small}`, `+${skeleton(visible.toUpperCase())}`];
}

/** Texts that look alike have the same skeleton (UTS #39). */
export function skeleton(text: string): string {
  return unhomoglyph(text.normalize('NFD')).normalize('NFD');
}
