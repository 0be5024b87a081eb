import { Crowd } from '../players/crowd.ts';
import { TcpSockets } from '../players/tcp-sockets.ts';
import { answer, send } from '../processes/helper.ts';
import { enterAs } from '../systems/players.ts';

/**
 * The people of one system, all in this process. A question is a verb with its object and number. An answer is a number;
 * it is infinite if it took too long, and from then on.
 */
const [kind = '', url = ''] = process.argv.slice(2);
const LIMIT = 60_000;

const sockets = new TcpSockets();
const enter = Object.entries(enterAs).find(([name]) => name === kind)?.[1];
if (!enter) throw new Error(`there is no kind of player ${kind}`);
const crowd = new Crowd(enter, url, sockets);

function find(question: string): number | Promise<number> {
  const [verb = '', object = '', number = ''] = question.split(' ');
  switch (verb) {
    case 'enter':
      return crowd.enter(object, Number(number));
    case 'enterPairs':
      return crowd.enterPairs(Number(object));
    case 'join':
      return crowd.join(object);
    case 'bytesOfJoin':
      return crowd.bytesOfJoin;
    case 'bytes':
      return sockets.bytesSince(0).read;
    case 'pressTogether':
      return crowd.pressTogether();
    case 'pressOften':
      return crowd.pressOften(Number(object));
    case 'load':
      return crowd.load(Number(object), Number(number));
    case 'playAgain':
      return crowd.playAgain();
    case 'expectReturn':
      crowd.expectReturn();
      return 0;
    case 'allBack':
      return crowd.allBack();
    case 'leave':
      crowd.leave();
      return 0;
    default:
      throw new Error(`there is no such question: ${question}`);
  }
}

let isStuck = false;
answer(async (question) => {
  if (isStuck) return Infinity;
  let timer;
  const tooLong = new Promise<number>((resolve) => {
    timer = setTimeout(() => {
      isStuck = true;
      resolve(Infinity);
    }, LIMIT);
  });
  const found = await Promise.race([find(question), tooLong]);
  clearTimeout(timer);
  return found;
});
send(0);
