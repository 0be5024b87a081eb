import { parseArgs } from 'node:util';
import { Bot } from './bot.ts';
import { nameOfBot } from './names.ts';

const usage = `Lets simulated players into a room:

  npm run bots -- --room CODE [--players 20] [--url http://localhost:3000]

They push with human reaction times, and stay until you press Ctrl+C. If one of them is the host, it starts the rounds.
`;

/** @throws Error with a message for people, if an argument is missing or invalid. */
function readArguments() {
  const { values } = parseArgs({
    options: {
      room: { type: 'string' },
      players: { type: 'string', default: '20' },
      url: { type: 'string', default: 'http://localhost:3000' },
    },
  });
  const players = Number(values.players);
  if (values.room === undefined) throw new Error('--room is missing.');
  if (!Number.isInteger(players) || players < 1) throw new Error('--players must be a whole number from 1 on.');
  if (!URL.canParse(values.url)) throw new Error(`--url ${values.url} is not an address.`);
  return { room: values.room, players, url: values.url };
}

try {
  const { room, players, url } = readArguments();
  const bots: Bot[] = [];
  process.once('SIGINT', () => {
    for (const bot of bots) bot.leave();
    process.exit();
  });
  // One after the other, like people, to spare the room a burst of joins.
  for (let number = 0; number < players; number += 1) {
    bots.push(await Bot.join({ url, room, name: nameOfBot(number), random: Math.random }));
    process.stdout.write(`\r${number + 1} of ${players} are in room ${room}. Ctrl+C ends it.`);
  }
  process.stdout.write('\n');
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exit(1);
}
