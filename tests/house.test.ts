import { ESLint } from 'eslint';
import { beforeAll, expect, test } from 'vitest';

/** The house's own lint rules, without those that need types: quick, and the snippets need no files. */
const eslint = new ESLint({
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  ruleFilter: ({ ruleId }) => ['no-restricted-imports', 'no-restricted-syntax', 'max-lines'].includes(ruleId),
});

async function complaintsAbout(code: string, folder: string): Promise<string[]> {
  const results = await eslint.lintText(code, { filePath: `${folder}/snippet.ts` });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

// The first file loads the linter itself, which takes seconds while the machine is busy with all the rest.
beforeAll(() => complaintsAbout('', 'packages/sync/src'), 60_000);

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
  'export const where = window.location;',
  'export const seed = process.env.SEED;',
  'export const all = new Function("return this")();',
  'export const fs = import("node:fs");',
  'import { readFileSync } from "node:fs"; readFileSync("x");',
  'import fs from "fs"; fs.readFileSync("x");',
  'import { io } from "socket.io-client"; io();',
];

test.for(pure.flatMap((folder) => impure.map((code) => [folder, code] as const)))(
  '%s has no: %s',
  async ([folder, code]) => {
    expect(await complaintsAbout(code, folder)).not.toEqual([]);
  },
);

test.for(pure)('%s may do what depends on its input alone', async (folder) => {
  const code = `
    import { place } from './place.ts';
    export const order = (texts: string[]) => texts.map((text) => text.normalize().toUpperCase()).sort();
    export const winner = (seed: number, people: string[]) => people[Math.floor(place(seed) * people.length)];
    export const isLater = (serverTime: number, other: number) => Math.max(serverTime, other) === serverTime;`;
  expect(await complaintsAbout(code, folder)).toEqual([]);
});

/** Who imports whom, in the words of design and README: each package rests on those named, and on no other. */
const directions: Record<string, string[]> = {
  'packages/sync/src': [],
  'packages/mutations/src': ['sync'],
  'packages/transport/src': ['sync'],
  'packages/logs/src': ['sync'],
  'packages/rooms/src': ['sync', 'logs'],
  'packages/sync/tests': ['sync', 'logs'],
  'packages/mutations/tests': ['sync', 'logs', 'mutations'],
  'packages/rooms/tests': ['sync', 'mutations', 'transport', 'logs', 'rooms'],
  'apps/hero/src': ['sync', 'mutations', 'transport', 'logs', 'rooms'],
  'apps/web/src': ['sync', 'mutations', 'transport', 'logs', 'rooms'],
};

test.for(Object.entries(directions))('%s imports of ours only %s', async ([folder, allowed]) => {
  for (const name of ['sync', 'mutations', 'transport', 'logs', 'rooms', 'hero', 'web']) {
    for (const path of [`@button/${name}`, `@button/${name}/testing`]) {
      const complaints = await complaintsAbout(`import { thing } from '${path}'; thing();`, folder);
      expect(complaints.length === 0, `${folder} imports ${path}`).toBe(allowed.includes(name));
    }
    const roundabout = await complaintsAbout(`import { thing } from '../../${name}/src/index.ts'; thing();`, folder);
    expect(roundabout, `${folder} reaches into ${name}`).not.toEqual([]);
  }
});

test('sync may know payload schemas through their standard interface', async () => {
  const code = `import type { StandardSchemaV1 } from '@standard-schema/spec'; export type Schema = StandardSchemaV1;`;
  expect(await complaintsAbout(code, 'packages/sync/src')).toEqual([]);
});

test('a file is about one thing: 200 lines are enough', async () => {
  expect(await complaintsAbout('\n'.repeat(201), 'packages/sync/src')).toHaveLength(1);
  expect(await complaintsAbout('\n'.repeat(201), 'apps/web/src')).toHaveLength(1);
});
