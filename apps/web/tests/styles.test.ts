import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((name) => join(src, name));
const read = (file: string) => readFileSync(file, 'utf8');
const sources = files.filter((file) => /\.tsx?$/.test(file)).map((file) => ({ file, text: read(file) }));
const styles = files.filter((file) => file.endsWith('.css'));
const modules = styles.filter((file) => file.endsWith('.module.css'));

/** The classes that a style defines. */
function classesOf(file: string): ReadonlySet<string> {
  const selectors = read(file)
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\{[^{}]*\}/g, '{}');
  return new Set(Array.from(selectors.matchAll(/\.([a-zA-Z][\w-]*)/g), ([, name = '']) => name));
}

/** The imports of CSS modules: the name that each has in the file that imports it. */
const imports = sources.flatMap(({ file, text }) =>
  Array.from(text.matchAll(/import (\w+) from '(.*\.module\.css)'/g), ([, name = '', path = '']) => {
    return { file, text, name, module: resolve(dirname(file), path) };
  }),
);

test('only the tokens and the look of bare elements are global', () => {
  const names = styles.filter((file) => !modules.includes(file)).map((file) => basename(file));
  expect(names.toSorted()).toEqual(['base.css', 'tokens.css']);
  for (const file of styles.filter((file) => !modules.includes(file))) expect([...classesOf(file)]).toEqual([]);
});

test('no two styles have the same name, which is part of the names of their classes', () => {
  const names = modules.map((file) => basename(file));
  expect(new Set(names).size).toBe(names.length);
});

test('no style has more than 150 lines', () => {
  for (const file of styles) expect(read(file).split('\n').length, file).toBeLessThanOrEqual(150);
});

test('every class that a component names is in its style', () => {
  const unknown = imports.flatMap(({ file, text, name, module }) =>
    Array.from(text.matchAll(new RegExp(`\\b${name}\\.(?!module)(\\w+)`, 'g')), ([, used = '']) => used)
      .filter((used) => !classesOf(module).has(used))
      .map((used) => `${basename(file)}: ${used}`),
  );
  expect(unknown).toEqual([]);
});

test('every class of a style is used by a component, by its name or by a key', () => {
  const unused = modules.flatMap((module) => {
    const importers = imports.filter((one) => one.module === module);
    const isUsed = (name: string) =>
      importers.some((one) => one.text.includes(`${one.name}.${name}`)) ||
      (importers.some((one) => one.text.includes(`${one.name}[`)) &&
        sources.some(({ text }) => text.includes(`'${name}'`)));
    return [...classesOf(module)].filter((name) => !isUsed(name)).map((name) => `${basename(module)}: ${name}`);
  });
  expect(unused).toEqual([]);
});
