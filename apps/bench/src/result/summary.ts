import type { Section } from './section.ts';
import { markdownTable, written } from './table.ts';

/** The rows that decide, each from the first table of a section unless another is named. */
const rows: readonly { readonly what: string; readonly section: string; readonly table?: number }[] = [
  { what: 'two press at once, until both know', section: 'two' },
  { what: '1,000 press at once, until all agree', section: 'press-1000' },
  { what: '1,000 people join a room', section: 'join' },
  { what: 'resident memory for an idle client', section: 'memory' },
  { what: 'processor time of the server for 1,000 actions', section: 'processor' },
  { what: 'playing again after a kill and 2 s away', section: 'return', table: 1 },
];

/** A column shows the first of its systems that was measured. */
const columns: Readonly<Record<string, readonly string[]>> = {
  'ws relay': ['ws relay, coalescing', 'ws relay'],
  'Socket.IO relay': ['Socket.IO relay, coalescing', 'Socket.IO relay'],
  Colyseus: ['Colyseus'],
  'Hero in memory': ['Hero in memory', 'Hero in memory, bare client'],
  'Hero on disk': ['Hero on disk', 'Hero on disk, bare client'],
};

/** The deciding rows with a column for each system, as a Markdown table. */
export function summaryOf(sections: readonly Section[]): string {
  const head = ['measurement', ...Object.keys(columns)];
  return markdownTable([head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows.map(cellsOf)]);

  function cellsOf({ what, section, table = 0 }: (typeof rows)[number]): readonly string[] {
    const measured = sections.find(({ name }) => name === section)?.tables[table]?.rows ?? [];
    const cells = Object.values(columns).map((names) => {
      const row = names.flatMap((name) => measured.find((one) => one.what === name) ?? [])[0];
      return row ? written(row.p50, row.unit) : '';
    });
    return [what, ...cells];
  }
}
