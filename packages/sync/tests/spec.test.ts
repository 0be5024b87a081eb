import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const here = new URL('.', import.meta.url);
const spec = readFileSync(new URL('../SPEC.md', here), 'utf8');
const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, here), 'utf8'))
  .join('\n');

const rules = [...spec.matchAll(/^- \*\*(\w+)\*\*/gm)].map(([, rule]) => rule);
const proved = new Set([...tests.matchAll(/\[([MRCH]\d+)\]/g)].map(([, rule]) => rule));
for (const property of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7']) if (tests.includes('[P1–P7]')) proved.add(property);

test('SPEC.md has rules, each with a number of its own', () => {
  expect(rules.length).toBeGreaterThan(40);
  expect(new Set(rules).size).toBe(rules.length);
});

test.each(rules)('rule %s of SPEC.md has a test', (rule) => {
  expect(proved).toContain(rule);
});

test.each([...proved])('the rule %s that a test proves is in SPEC.md', (rule) => {
  expect(rules).toContain(rule);
});
