import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { attacks } from './attacks.ts';
import { fight, OTHER_CORE } from './battle.ts';
import { brokenBars } from './bars.ts';
import { report, summary, trialReport, type Fought } from './report.ts';
import { trials } from './trials.ts';

const usage = `Does to the built Hero what hostile people have been seen to do:

  npm run attack -- [NAME … | all] [--minutes 0.5] [--profiles FOLDER]

Without names, one after the other; \`all\` lets all attacks happen together. While one lasts, an honest player in another
room measures what they notice:

${descriptions(attacks)}

What is tried once:

${descriptions(trials)}
`;

function descriptions(all: ReadonlyMap<string, { readonly what: string }>): string {
  return [...all].map(([name, { what }]) => `  ${name.padEnd(14)} ${what}`).join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' }, profiles: { type: 'string' } },
});
const isAll = positionals.includes('all');
const names = positionals.length === 0 ? [...trials.keys(), ...attacks.keys()] : positionals;
const minutes = Number(values.minutes ?? (isAll ? 10 : 0.5));
if (names.some((name) => name !== 'all' && !attacks.has(name) && !trials.has(name)) || !(minutes > 0)) {
  process.stderr.write(usage);
  process.exit(1);
}
// This process is the honest player: it does not take Hero's processor.
spawnSync('taskset', ['-acp', `${OTHER_CORE}`, `${process.pid}`]);

const fought: Fought[] = [];
let hasFailed = false;
for (const name of names) {
  const trial = trials.get(name);
  if (trial) {
    const broken = await trial.run();
    hasFailed ||= broken.length > 0;
    process.stdout.write(trialReport(name, broken));
    continue;
  }
  const battle = await fight(name === 'all' ? [...attacks.keys()] : [name], minutes * 60_000, values.profiles);
  const one = { title: name, battle, broken: brokenBars(battle) };
  hasFailed ||= one.broken.length > 0;
  fought.push(one);
  process.stdout.write(report(one));
}
if (fought.length > 0) process.stdout.write(summary(fought));
process.exit(hasFailed ? 1 : 0);
