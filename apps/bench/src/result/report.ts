import { format } from 'prettier';
import type { Row } from './row.ts';
import { tableOf } from './table.ts';

/** The explanations that readers of the table need. */
const notes = [
  'Each row and its rival took turns in one run; the ratio is that of their medians.',
  'Everything ran on this one machine, over its loopback address.',
  '**Push to official**: from Bob’s `emit` until the push is official on his page, with Sue in the room, each in a Chromium of their own.',
  'Without browsers, both are in one Node process, and the time is until the push is official on Sue’s page. Here it shows that every message is checked at both ends.',
  'The bare relay forwards every message to everyone in the room, and neither checks nor stores anything.',
  'What the disk adds is the difference between the two medians above it.',
  '**Push on a peer’s page**: from Bob’s `emit` until Sue’s page shows the push as unverified; the rival is the time until the same push is official there.',
  '**Paint**: the game’s own page reconnects after everyone has pushed, and gets all pushes in one message. The time is from the arrival of that message until it is painted, including the wait for the frame.',
  '**Show**: from the call until the page has a new state to paint. A frame at 60 Hz takes 16.7 ms.',
  '**Actions**: all 500 people have one `takeName` in flight at any time.',
  '**Join**: from `enter` to `welcome`, for a newcomer who is already connected.',
  'A state keeps the last 50 rounds. 10 actions do not fill them, and so take fewer bytes.',
  '**Wake**: the same, for the first newcomer after Hero has started. The file is still in the system’s cache.',
];

/** The table, the machine it was made on, and the explanations, in Markdown. */
export function reportOf(rows: readonly Row[], machine: string): Promise<string> {
  return format([tableOf(rows), machine, notes.map((note) => `- ${note}`).join('\n')].join('\n\n'), {
    parser: 'markdown',
  });
}

export function documentOf(report: string): string {
  return `# Benchmark\n\nWritten by \`npm run bench\`.\n\n${report}`;
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
