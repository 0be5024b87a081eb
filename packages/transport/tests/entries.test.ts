import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** All files of this package that an entry's code rests on; types aside, which no bundle has. */
function filesOf(entry: string): readonly string[] {
  const found = new Set<string>();
  const visit = (url: URL) => {
    if (found.has(url.href)) return;
    found.add(url.href);
    const imports = readFileSync(url, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*? from '(\.[^']+)';/gm);
    for (const [, path = ''] of imports) visit(new URL(path, url));
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
])('a bundle with the entry %s has the code of no other entry', (entry, folders) => {
  expect(foldersOf(entry)).toEqual(new Set(folders));
  expect(filesOf(entry).length).toBeGreaterThan(folders.length);
});
