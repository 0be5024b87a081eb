import { expect, test } from 'vitest';
import { median, percentile } from '../src/result/percentile.ts';
import { documentOf, readmeOf, sectionOf, withReport } from '../src/result/report.ts';
import { compare } from '../src/result/row.ts';
import type { Section } from '../src/result/section.ts';
import { summaryOf } from '../src/result/summary.ts';
import { tableOf, written } from '../src/result/table.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test('the median is the sample that half of the samples do not exceed, in any order', () => {
  expect(median(hundred)).toBe(50);
  expect(median([30, 10, 20])).toBe(20);
  expect(median([7])).toBe(7);
});

test('a percentile is the sample that the given share of samples does not exceed', () => {
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([10, 20], 0.95)).toBe(20);
});

test('samples are sorted as numbers, and the given array stays unchanged', () => {
  const samples = [100, 9, 10];
  expect(median(samples)).toBe(10);
  expect(samples).toEqual([100, 9, 10]);
});

test('there is no median without samples', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('a measurement is compared with its rival by medians; only times also have a 95th percentile', () => {
  const mine = { what: 'mine', samples: [1, 2, 30] };
  const rival = { what: 'theirs', samples: [4, 4, 1000] };
  const row = { what: 'mine', p50: 2, rival: 'theirs', rivalP50: 4 };
  expect(compare('ms', mine, rival)).toEqual({ ...row, unit: 'ms', p95: 30 });
  expect(compare('/s', mine, rival)).toEqual({ ...row, unit: '/s', p95: null });
});

test('a measurement that took too long has no median and no ratio', () => {
  const row = compare('ms', { what: 'mine', samples: [Infinity] }, { what: 'theirs', samples: [4] });
  expect(row.p50).toBeNull();
  expect(tableOf([row])).toContain('| mine | over a minute |  | theirs | 4.000 ms |  |');
});

const rows = [
  { what: 'push', unit: 'ms', p50: 1.5, p95: 2.25, rival: 'relay', rivalP50: 1.25 },
  { what: 'actions', unit: '/s', p50: 12_345.6, p95: null, rival: 'relay', rivalP50: 24_691.2 },
] as const;

test('a row of the table has the ratio of the two medians, and units', () => {
  expect(tableOf(rows).split('\n').slice(2)).toEqual([
    '| push | 1.500 ms | 2.250 ms | relay | 1.250 ms | 1.20 |',
    '| actions | 12,346 /s |  | relay | 24,691 /s | 0.50 |',
  ]);
});

const section: Section = {
  name: 'two',
  title: 'Two press',
  about: 'Bob and Sue press.',
  machine: 'an abacus',
  tables: [{ title: 'until both know', rows: [{ ...rows[0], what: 'Hero on disk' }] }],
};

test('the document has each section with its machine and the name to run it by', async () => {
  const document = await documentOf([section]);
  expect(document).toContain('an abacus');
  expect(document).toContain('npm run bench -- two');
  expect(document).toContain(await sectionOf(section));
});

test('the summary shows the deciding rows, and leaves empty what was not measured', () => {
  expect(summaryOf([section]).split('\n')).toContain('| two press at once, until both know |  |  |  |  | 1.500 ms |');
});

test('the report stands between the marks of a text, and replaces an older one', async () => {
  const report = await readmeOf([section]);
  const readme = 'before\n\n<!-- benchmark -->\nold\n<!-- /benchmark -->\n\nafter\n';
  const written = withReport(readme, report);
  expect(written).toBe(`before\n\n<!-- benchmark -->\n\n${report}\n<!-- /benchmark -->\n\nafter\n`);
  expect(withReport(written, report)).toBe(written);
});

test('many bytes are printed in larger units', () => {
  expect([9_999, 10_000, 20_520_000].map((bytes) => written(bytes, 'bytes'))).toEqual([
    '9,999 bytes',
    '10.0 KB',
    '20.5 MB',
  ]);
});

test('a text without the marks in order is an error', () => {
  expect(() => withReport('# Readme', 'report')).toThrow('no place');
  expect(() => withReport('<!-- /benchmark --> <!-- benchmark -->', 'report')).toThrow('no place');
});
