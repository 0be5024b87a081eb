import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { units } from './row.ts';
import type { Section } from './section.ts';

/** The last result of each measurement, so that some can be run again without the others. */
const folder = fileURLToPath(new URL('../../data/results', import.meta.url));
const fileOf = (name: string) => `${folder}/${name}.json`;

const value = v.nullable(v.number());
const rowSchema = v.object({
  what: v.string(),
  unit: v.picklist(units),
  p50: value,
  p95: value,
  rival: v.string(),
  rivalP50: value,
});
const sectionSchema = v.object({
  name: v.string(),
  title: v.string(),
  about: v.string(),
  machine: v.string(),
  tables: v.array(v.object({ title: v.string(), rows: v.array(rowSchema) })),
});

export function keep(section: Section): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(section.name), JSON.stringify(section));
}

/** The kept results of these measurements. */
export function keptResults(names: readonly string[]): readonly Section[] {
  return names.filter((name) => existsSync(fileOf(name))).map((name) => read(fileOf(name)));
}

function read(file: string): Section {
  return v.parse(sectionSchema, JSON.parse(readFileSync(file, 'utf8')));
}
