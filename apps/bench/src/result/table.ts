import type { Row, Unit } from './row.ts';

const head = ['what', 'p50', 'p95', 'rival', 'its p50', 'ratio'];
const alignment = ['---', '--:', '--:', '---', '--:', '--:'];

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  return [head, alignment, ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ what, unit, p50, p95, rival, rivalP50 }: Row): readonly string[] {
  const slow = p95 === null ? '' : written(p95, unit);
  return [what, written(p50, unit), slow, rival, written(rivalP50, unit), (p50 / rivalP50).toFixed(2)];
}

function written(value: number, unit: Unit): string {
  const digits = unit === 'ms' ? 3 : 0;
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}
