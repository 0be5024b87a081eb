import { format } from 'prettier';
import type { Row } from './row.ts';
import { tableOf } from './table.ts';

/** What a reader has to know of each of the rows. */
const notes = [
  'Each row and its rival took turns in one run; the ratio is that of their medians.',
  'Everything ran on this one machine, over its loopback address.',
  '**Push to official**: from Bob’s `emit` until the push is official on his page, with Sue in the room, each at a Chromium of their own.',
  'Without browsers both are in one Node process, and it is until the push is official on Sue’s page: there, that every message is checked at both ends shows.',
  'The bare relay tells everyone in a room whatever one of them says, and neither checks nor keeps anything.',
  'What the disk adds is the difference of the two medians above it.',
  '**Push on the friend’s page**: from Bob’s `emit` until Sue’s page shows the push as unverified, beside until it is official there, of the same pushes.',
  '**Paint**: the game’s own page comes back after all had pushed, and hears of it in one message; from when that came until all that it led to was painted, with the wait for the frame.',
  '**Show**: from the call until there is a new state to paint. A frame at 60 Hz takes 16.7 ms.',
  '**Actions**: all 500 people have one `takeName` under way at any time.',
  '**Join**: from `enter` to `welcome`, for somebody new who is connected already.',
  'A state keeps the last 50 rounds, which 10 actions do not fill: hence their fewer bytes.',
  '**Wake**: the same, for the first who comes after Hero has started; the file is still in the memory of the system.',
];

/** The table, on what it was made, and how to read it. Stands in the README and in a file of its own. */
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
 * Puts it between the two marks of a text, in place of what stands there.
 * @throws when they do not stand there.
 */
export function withReport(text: string, report: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`there is no place between ${BEGIN} and ${END}`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${report.trim()}\n\n${text.slice(end)}`;
}
