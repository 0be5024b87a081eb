import { readFileSync } from 'node:fs';

/** PROTOCOL.md. */
export const page = read('../PROTOCOL.md');

/** The text of a file, by its path from this folder. */
export function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

/** A section of the page, from its heading to the next one. */
export function section(heading: string): string {
  const [, text] = new RegExp(`^#+ ${heading}\n([^]*?)(?=^#|(?![^]))`, 'm').exec(page) ?? [];
  if (text === undefined) throw new Error(`PROTOCOL.md has no section "${heading}"`);
  return text;
}

/** The cells of each row of the tables in a text, without the headings. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  const tables = [...text.matchAll(/^\|.*\n\|[-| ]*\n((?:\|.*\n?)+)/gm)];
  return tables.flatMap(([, rows = '']) =>
    [...rows.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim())),
  );
}
