import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The files of this package that a bundle of this entry contains: type-only imports do not count. */
function filesOf(entry: string): readonly string[] {
  const found = new Set<string>();
  const visit = (url: URL) => {
    if (found.has(url.href)) return;
    found.add(url.href);
    const source = readFileSync(url, 'utf8');
    const imports = source.matchAll(/^(?:import|export)(?! type)[^;]*? from '(\.[^']+)';|import\('(\.[^']+)'\)/gm);
    for (const [, path = '', whenNeeded = ''] of imports) visit(new URL(path || whenNeeded, url));
  };
  const src = new URL('../src/', import.meta.url);
  visit(new URL(`${entry}/index.ts`, src));
  return [...found].map((href) => href.slice(src.href.length));
}

const foldersOf = (entry: string) => new Set(filesOf(entry).map((path) => path.split('/')[0]));

test.each([
  ['client', ['client', 'wire']],
  ['peers', ['peers', 'wire']],
  ['conditions', ['conditions']],
  ['server', ['server', 'wire']],
  ['wire', ['wire']],
])('a bundle of the entry %s contains no code of another entry', (entry, folders) => {
  expect(foldersOf(entry)).toEqual(new Set(folders));
  expect(filesOf(entry).length).toBeGreaterThan(folders.length);
});
