import type { Battle } from './battle.ts';

export interface Fought {
  readonly title: string;
  readonly battle: Battle;
  readonly broken: readonly string[];
}

/** One trial. */
export function trialReport(name: string, broken: readonly string[]): string {
  return `\n${name}: ${verdict(broken)}\n`;
}

/** How much of Hero's log is shown when a bar is broken. */
const LAST_WORDS = 1_500;

/** One battle, at length. */
export function report({ title, battle, broken }: Fought): string {
  const { attackers, lastWords } = battle;
  return [
    `\n${title}: ${verdict(broken)}`,
    ...attackers.map(
      ({ name, rates, processor }) =>
        `  ${name}: ${
          Object.entries(rates)
            .map(([what, rate]) => `${rate.toFixed(1)} ${what}/s`)
            .join(', ') || 'nothing'
        }, processor ${processor.toFixed(0)} %`,
    ),
    ...(broken.length > 0 ? [`  Hero’s last words: ${lastWords.slice(-LAST_WORDS)}`] : []),
    '',
  ].join('\n');
}

const head = ['attack', 'quiet p95', 'p50', 'p95', 'p99', 'longest', 'asked', 'memory', 'processor', 'log', 'holds'];

/** A table of all battles. */
export function summary(fought: readonly Fought[]): string {
  const rows = fought.map(({ title, battle, broken }) => [
    title,
    ms(battle.quiet.percentile(95)),
    ...[50, 95, 99].map((percent) => ms(battle.attacked.percentile(percent))),
    ms(battle.attacked.longest),
    `${battle.attacked.count}`,
    `${Math.round(battle.memory / 1e6)} MB`,
    `${battle.processor.toFixed(0)} %`,
    `${(battle.logged / 1e3).toFixed(1)} kB/s`,
    broken.length === 0 ? 'yes' : 'NO',
  ]);
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return `\n${table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')}\n`;
}

function verdict(broken: readonly string[]): string {
  return broken.length === 0 ? 'holds' : `BROKEN: ${broken.join('; ')}`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
