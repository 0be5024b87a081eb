import type { Row, Unit } from './row.ts';

const head = ['what', 'p50', 'p95', 'rival', 'its p50', 'ratio'];
const alignment = ['---', '--:', '--:', '---', '--:', '--:'];

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  return markdownTable([head, alignment, ...rows.map(cellsOf)]);
}

export function markdownTable(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ what, unit, p50, p95, rival, rivalP50 }: Row): readonly string[] {
  const slow = p95 === null ? '' : written(p95, unit);
  const ratio = p50 === null || rivalP50 === null ? '' : (p50 / rivalP50).toFixed(2);
  return [what, written(p50, unit), slow, rival, written(rivalP50, unit), ratio];
}

/** A value with its unit, in about four digits. */
export function written(value: number | null, unit: Unit): string {
  if (value === null) return 'over a minute';
  if (unit === 'bytes' && value >= 1e6) return `${(value / 1e6).toFixed(1)} MB`;
  if (unit === 'bytes' && value >= 1e4) return `${(value / 1e3).toFixed(1)} KB`;
  const digits = unit !== 'ms' || value >= 1_000 ? 0 : value >= 100 ? 1 : 3;
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}
