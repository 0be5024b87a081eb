import { format } from 'prettier';
import { notes } from './notes.ts';
import type { Section } from './section.ts';
import { summaryOf } from './summary.ts';
import { tableOf } from './table.ts';

/** The result of one measurement, in Markdown. */
export function sectionOf({ name, title, about, machine, tables }: Section): Promise<string> {
  const parts = tables.flatMap((table) => [`**${table.title}**`, tableOf(table.rows)]);
  return markdown([`## ${title}`, about, ...parts, `\`npm run bench -- ${name}\` · ${machine}`]);
}

/** All results, and how they came about. */
export async function documentOf(sections: readonly Section[]): Promise<string> {
  const parts = await Promise.all(sections.map(sectionOf));
  return markdown(['# Benchmark', notes.introduction, summaryOf(sections), notes.fairness, ...parts]);
}

/** The rows that decide. */
export function readmeOf(sections: readonly Section[]): Promise<string> {
  return markdown([summaryOf(sections), notes.summary, sections[0]?.machine ?? '']);
}

function markdown(parts: readonly string[]): Promise<string> {
  return format(parts.join('\n\n'), { parser: 'markdown' });
}

const BEGIN = '<!-- benchmark -->';
const END = '<!-- /benchmark -->';

/**
 * Replaces the part of a text between the two marks by the report.
 * @throws Error if a mark is missing or the marks are in the wrong order
 */
export function withReport(text: string, report: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`there is no place between ${BEGIN} and ${END}`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${report.trim()}\n\n${text.slice(end)}`;
}
