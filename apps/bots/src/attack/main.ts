import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { attacks } from './attacks.ts';
import { fight, OTHER_CORE } from './battle.ts';
import { brokenBars } from './bars.ts';
import { report, summary, type Fought } from './report.ts';

const usage = `Attacks the built Hero, and measures how an honest player in another room fares:

  npm run attack -- [NAME … | all] [--minutes 0.5] [--profiles FOLDER]

Without names, each attack one by one; \`all\` lets them happen at the same time. The attacks:

${[...attacks].map(([name, { what }]) => `  ${name.padEnd(12)} ${what}`).join('\n')}
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' }, profiles: { type: 'string' } },
});
const isAll = positionals.includes('all');
const names = isAll || positionals.length === 0 ? [...attacks.keys()] : positionals;
const minutes = Number(values.minutes ?? (isAll ? 10 : 0.5));
if (names.some((name) => !attacks.has(name)) || !(minutes > 0)) {
  process.stderr.write(usage);
  process.exit(1);
}
// This process is the honest player: it does not take Hero's processor.
spawnSync('taskset', ['-acp', `${OTHER_CORE}`, `${process.pid}`]);

const fought: Fought[] = [];
for (const group of isAll ? [names] : names.map((name) => [name])) {
  const battle = await fight(group, minutes * 60_000, values.profiles);
  const one = { title: isAll ? 'all' : group.join(), battle, broken: brokenBars(battle) };
  fought.push(one);
  process.stdout.write(report(one));
}
process.stdout.write(summary(fought));
process.exit(fought.some(({ broken }) => broken.length > 0) ? 1 : 0);
