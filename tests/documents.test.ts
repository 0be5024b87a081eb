import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';

// The compiler is started once: this only ends it if it hangs, however busy the machine is.
vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, '..');
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file));
const subfoldersOf = (folder: string) => readdirSync(join(root, folder)).map((name) => join(folder, name));

const documents = ['.', 'docs', ...subfoldersOf('packages'), ...subfoldersOf('examples')].flatMap(markdownIn);
const textOf = (document: string) => readFileSync(join(root, document), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, match = '']) => match);

/** The text without blocks of code. */
const proseOf = (document: string) => textOf(document).replaceAll(/^```[^]*?^```$/gm, '');

/** Code in backticks is a path if it begins with a folder of ours, or has a slash and ends as a file of ours does. */
const PATH =
  /^(?:(?:apps|packages|docs|deploy|tests|tools|examples)\/[^\s*]*|[^\s*@/][^\s*]*\/[^\s*]*\.(?:tsx?|js|json|css|md|html|yml))$/;

const linksIn = (document: string) =>
  found(proseOf(document), /\]\(([^)\s#]+)[^)\s]*\)/g).filter((target) => !/^https?:/.test(target));
const pathsIn = (document: string) => found(proseOf(document), /`([^`\n]+)`/g).filter((code) => PATH.test(code));
const exists = (...path: string[]) => existsSync(join(root, ...path));

test.each(documents)('every link and every path in %s leads somewhere', (document) => {
  const here = dirname(document);
  expect(linksIn(document).filter((link) => !exists(here, link))).toEqual([]);
  expect(pathsIn(document).filter((path) => !exists(path) && !exists(here, path))).toEqual([]);
});

test('links and paths in documents are found, to files and to folders', () => {
  const links = ['docs/room.png', 'packages/sync', 'packages/sync/SPEC.md'];
  expect(linksIn('README.md')).toEqual(expect.arrayContaining(links));
  const paths = ['packages/mutations/tests', 'examples/notes', 'packages/sync/SPEC.md'];
  expect(pathsIn('CONTRIBUTING.md')).toEqual(expect.arrayContaining(paths));
});

test.each(documents)('every npm script in %s exists', (document) => {
  const { scripts }: { scripts: object } = JSON.parse(textOf('package.json'));
  const named = found(textOf(document), /\bnpm run ([\w:-]+)/g);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

test('every test that docs/architecture.md names beside a file is in that file', () => {
  const rows = proseOf('docs/architecture.md')
    .split('\n')
    .filter((line) => line.includes('“'));
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`[^`“]*“([^”]+)”/g)]);
  expect(named.length).toBeGreaterThan(rows.length);
  const missing = named.filter(([, file = '', title = '']) => !textOf(file).includes(title));
  expect(missing.map(([text]) => text)).toEqual([]);
});

/** Packages are found from here, and the formatter and the linter, which may run at the same time, do not look here. */
const folder = mkdtempSync(join(root, 'node_modules', '.examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the examples in the READMEs of the packages compile', () => {
  const packages = readdirSync(join(root, 'packages'));
  const files = packages.flatMap((name) => {
    const examples = [...textOf(`packages/${name}/README.md`).matchAll(/^```(tsx?)\n([^]*?)^```$/gm)];
    expect(examples, name).not.toEqual([]);
    return examples.map(([, extension, code = ''], index) => {
      const file = `${name}-${index}.${extension}`;
      writeFileSync(join(folder, file), code);
      return file;
    });
  });
  // The examples are about the rules of this app.
  copyFileSync(join(root, 'examples/notes/rules.ts'), join(folder, 'rules.ts'));
  const compilerOptions = { lib: ['es2023', 'dom'], jsx: 'react-jsx' };
  const project = { extends: '../../tsconfig.json', compilerOptions, files, include: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  expect(spawnSync(process.execPath, [compiler, '--project', folder], { encoding: 'utf8' }).stdout).toBe('');
});
