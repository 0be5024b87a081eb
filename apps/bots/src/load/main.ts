import { parseArgs } from 'node:util';
import { Crowd } from './crowd.ts';
import { tooFewFiles } from './open-files.ts';
import { scenarios } from './scenarios.ts';
import { Venue } from './venue.ts';

const usage = `Lets thousands of simulated players play, and prints what Hero held, with what delay and at what cost:

  npm run load -- [SCENARIO …] [--url URL] [--players 1000] [--idle 5000] [--minutes 1]

Without an address it starts the built Hero, with limits that suit; a Hero of yours needs them too. The scenarios:

${Object.entries(scenarios)
  .map(([name, { what }]) => `  ${name.padEnd(8)} ${what}`)
  .join('\n')}

Without names, it plays all but the last one.
`;

/** @throws Error with a message for people, if an argument is missing or invalid. */
function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      players: { type: 'string', default: '1000' },
      idle: { type: 'string', default: '5000' },
      minutes: { type: 'string' },
    },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(scenarios).slice(0, -1);
  const [players, idle, minutes] = [values.players, values.idle, values.minutes ?? '0'].map(Number);
  if (players === undefined || !Number.isInteger(players) || players < 1)
    throw new Error('--players must be a whole number from 1 on.');
  if (idle === undefined || !Number.isInteger(idle) || idle < 0)
    throw new Error('--idle must be a whole number from 0 on.');
  if (minutes === undefined || !(minutes >= 0)) throw new Error('--minutes must be a number.');
  if (values.url !== undefined && !URL.canParse(values.url)) throw new Error(`--url ${values.url} is not an address.`);
  const unknown = names.find((name) => !Object.hasOwn(scenarios, name));
  if (unknown !== undefined) throw new Error(`There is no scenario ${unknown}.`);
  const shortage = tooFewFiles(players + idle);
  if (shortage !== null) throw new Error(shortage);
  return { names, players, idle, minutes, url: values.url };
}

try {
  const { names, players, idle, minutes, url } = readArguments();
  for (const name of names) {
    const scenario = scenarios[name];
    if (!scenario) continue;
    process.stdout.write(`\n${name}: ${scenario.what}\n`);
    const venue = await Venue.open(url);
    const crowd = new Crowd(venue.url);
    const print = (line: string) => void process.stdout.write(`  ${line}\n`);
    await scenario.play({ venue, crowd, players, idle, minutes: minutes || scenario.minutes, print });
    crowd.leave();
    await venue.close();
  }
  process.exit();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exit(1);
}
