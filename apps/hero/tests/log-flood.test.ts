import { afterEach, beforeEach, expect, test } from 'vitest';
import { enterAsMallory, next, TestHero } from './running-hero.ts';

let hero: TestHero;
let room: string;
beforeEach(async () => {
  hero = await TestHero.start();
  room = await hero.createRoom();
});
afterEach(() => hero.close());

/** Below the number of errors and actions after which a connection is closed, or told to wait. */
const OFTEN = 40;

test('hundreds of refused and malformed messages are a few short lines of the log, and none says that Hero has failed', async () => {
  const { socket } = await hero.enterRaw(room);
  for (let sent = 0; sent < OFTEN; sent += 1) {
    socket.emit('e'.repeat(2_000), {});
    socket.emit('emit', [sent + 1, { type: 'push', round: 1, unknown: 'k'.repeat(2_000) }]);
  }
  while (!JSON.stringify(await next(socket, 'lines')).includes(`,${OFTEN},`));
  for (let visit = 0; visit < OFTEN; visit += 1) {
    const visitor = hero.connectRaw({ room: 'N'.repeat(2_000) });
    visitor.emit('enter', enterAsMallory);
    await next(visitor, 'denied');
  }
  expect(hero.log.length).toBeLessThan(10);
  for (const line of hero.log) {
    expect(line.length).toBeLessThan(500);
    expect(JSON.parse(line)).toMatchObject({ msg: 'rejected' });
  }
});
