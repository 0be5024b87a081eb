import type { Round, State } from '@button/mutations';
import type { Words } from '../i18n/language.ts';

/** All rounds that are kept, a push on each line, as spreadsheets read it. */
export function roundsAsCsv({ earlierRounds }: State, words: Words): string {
  const lines = earlierRounds.flatMap((round) => linesOf(round, words));
  return [words.roundHistory.columns, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

function linesOf({ round, game, pushes, falseStarts }: Round, words: Words): readonly (string | number)[][] {
  const first = pushes[0]?.serverTime ?? 0;
  const about = [round, words.games[game].title];
  const at = (time: number) => new Date(time).toISOString();
  return [
    ...pushes.map((push, index) => {
      return [...about, index + 1, push.name, push.serverTime - first, push.roundTrip ?? '', at(push.serverTime)];
    }),
    ...falseStarts.map((push) => [
      ...about,
      words.roundHistory.tooEarly,
      push.name,
      '',
      push.roundTrip ?? '',
      at(push.serverTime),
    ]),
  ];
}

/** In quotes where it has to be; a name that a spreadsheet would run as a formula is taken as a text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
