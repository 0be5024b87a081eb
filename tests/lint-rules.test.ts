import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';

// Each test starts the linter: this only ends those that hang, however busy the machine is.
vi.setConfig({ testTimeout: 60_000 });

/** A repository that contains nothing but the linter's configuration. */
const repository = mkdtempSync(join(tmpdir(), 'lint-rules-'));
const root = join(import.meta.dirname, '..');
for (const file of ['oxlint.config.js', 'oxlint.rules.js']) copyFileSync(join(root, file), join(repository, file));
afterAll(() => rmSync(repository, { recursive: true }));

/** The part of the linter's JSON output that this test reads. */
interface Report {
  diagnostics: { filename: string; code: string; message: string }[];
  number_of_files: number;
}

/**
 * The messages of our own rules about each piece of code, as a file in `folder`. All pieces are checked together,
 * because the linter is slow to start.
 */
function complaintsAbout(pieces: string[], folder: string, extension = 'ts'): string[][] {
  const files = pieces.map((_, index) => `${folder}/${index}.${extension}`);
  rmSync(join(repository, folder), { recursive: true, force: true });
  mkdirSync(join(repository, folder), { recursive: true });
  files.forEach((file, index) => writeFileSync(join(repository, file), pieces[index] ?? ''));

  const linter = join(root, 'node_modules/oxlint/bin/oxlint');
  const command = [linter, '--config=oxlint.config.js', '--format=json', folder];
  const report: Report = JSON.parse(spawnSync(process.execPath, command, { cwd: repository, encoding: 'utf8' }).stdout);
  expect(report.number_of_files).toBe(files.length);
  return files.map((file) =>
    report.diagnostics
      .filter(({ filename, code }) => filename === file && /^restricted|max-lines/.test(code))
      .map(({ message }) => message),
  );
}

const pure = ['packages/sync/src', 'packages/mutations/src'];

const impure = [
  'export const now = Date.now();',
  'export const now = new Date();',
  'export const now = performance.now();',
  'setTimeout(() => {}, 10);',
  'setInterval(() => {}, 10);',
  'setImmediate(() => {});',
  'queueMicrotask(() => {});',
  'requestAnimationFrame(() => {});',
  'export const chance = Math.random();',
  'export const chance = Math["random"]();',
  'const { random } = Math; export const chance = random();',
  'export const id = crypto.randomUUID();',
  'export const id = globalThis.crypto.randomUUID();',
  'export const now = globalThis["Date"].now();',
  'declare function setTimeout(task: () => void): void; setTimeout(() => {});',
  'export const text = new Intl.NumberFormat().format(1);',
  'export const order = (a: string, b: string) => a.localeCompare(b);',
  'export const text = (n: number) => n.toLocaleString();',
  'export const text = (s: string) => s.toLocaleUpperCase();',
  'export const text = (s: string) => s["toLocaleLowerCase"]();',
  'export const text = (s: string) => s.normalize();',
  'export const text = (s: string) => s.toLowerCase();',
  'export const isLetter = /^\\p{L}$/u;',
  'export const isYes = /^yes$/i;',
  'export const where = window.location;',
  'export const seed = process.env.SEED;',
  'export const all = new Function("return this")();',
  'export const fs = import("node:fs");',
  'import { readFileSync } from "node:fs"; readFileSync("x");',
  'import fs from "fs"; fs.readFileSync("x");',
  'import { io } from "socket.io-client"; io();',
];

test.for(pure)('%s may use no clock, timer, randomness, locale, Unicode table or environment', (folder) => {
  complaintsAbout(impure, folder).forEach((complaints, index) => expect(complaints, impure[index]).not.toEqual([]));
});

test.for(pure)('%s may compute anything that depends on its input alone', (folder) => {
  const code = `
    import { place } from './place.ts';
    export const order = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => /^[a-z]+$/u.test(text)).sort();
    export const winner = (seed: number, people: string[]) => people[Math.floor(place(seed) * people.length)];
    export const isLater = (serverTime: number, other: number) => Math.max(serverTime, other) === serverTime;`;
  expect(complaintsAbout([code], folder)).toEqual([[]]);
});

/**
 * The import directions of the design and the README: each folder may import the named packages of ours, and no other.
 */
const directions: Record<string, string[]> = {
  'packages/sync/src': [],
  'packages/mutations/src': ['sync'],
  'packages/transport/src': ['sync'],
  'packages/logs/src': ['sync'],
  'packages/rooms/src': ['sync'],
  'packages/server/src': ['sync', 'rooms', 'transport'],
  'packages/react/src': ['sync', 'transport'],
  'packages/sync/tests': ['sync'],
  'packages/logs/tests': ['sync', 'logs'],
  'packages/mutations/tests': ['sync', 'mutations'],
  'packages/transport/tests': ['sync', 'transport'],
  'packages/rooms/tests': ['sync', 'rooms'],
  'packages/server/tests': ['sync', 'rooms', 'transport', 'server'],
  'packages/react/tests': ['sync', 'transport', 'react'],
  'apps/hero/src': ['sync', 'mutations', 'transport', 'server'],
  'apps/web/src': ['sync', 'mutations'],
  'apps/web/src/room': ['sync', 'mutations', 'transport', 'react'],
  'examples/notes': ['sync', 'server', 'react', 'transport'],
};

test.for(Object.entries(directions))('%s may import of our packages only %s', ([folder, allowed]) => {
  const ours = ['sync', 'mutations', 'transport', 'logs', 'rooms', 'server', 'react', 'hero', 'web'];
  const importing = (path: string) => `import { thing } from '${path}'; thing();`;
  const wanted = ours.flatMap((name) => [`@button/${name}`, `@button/${name}/testing`]);
  const refused = complaintsAbout(wanted.map(importing), folder).map((complaints) => complaints.length > 0);
  expect(wanted.filter((_, index) => !refused[index])).toEqual(
    wanted.filter((path) => allowed.includes(path.split('/')[1] ?? '')),
  );

  const roundabout = ours.map((name) => `../../${name}/src/index.ts`);
  complaintsAbout(roundabout.map(importing), folder).forEach((complaints, index) =>
    expect(complaints, `${folder} reaches into ${ours[index]}`).toHaveLength(1),
  );
});

test('sync may import the standard interface of payload schemas', () => {
  const code = `import type { StandardSchemaV1 } from '@standard-schema/spec'; export type Schema = StandardSchemaV1;`;
  expect(complaintsAbout([code], 'packages/sync/src')).toEqual([[]]);
});

test('a file may have 200 lines of code, and any number of comments', () => {
  const lines = (count: number) => 'void 0;\n'.repeat(count);
  for (const folder of ['packages/sync/src', 'apps/web/src']) {
    const commented = `${lines(199)}// Why.\n\n// So.\n`;
    expect(complaintsAbout([lines(201), commented], folder)).toEqual([[expect.any(String)], []]);
  }
});

test('a component may not contain text that people read', () => {
  const withWords = [
    '<p>Push first!</p>',
    '<p>{"Push first!"}</p>',
    '<p>{isOn ? "On" : words.off}</p>',
    '<p>{isOn && "On"}</p>',
    '<img alt="A button" />',
    '<button aria-label="Push" />',
  ];
  const without = ['<p>{words.push}</p>', '<p>{isOn && <b>·</b>}</p>', '<img alt="" className="wide" />'];
  const component = (jsx: string) => `export const Thing = ({ words, isOn }) => ${jsx};`;
  const complaints = complaintsAbout([...withWords, ...without].map(component), 'apps/web/src', 'tsx');
  complaints.forEach((found, index) => expect(found.length, `piece ${index}`).toBe(index < withWords.length ? 1 : 0));
});
