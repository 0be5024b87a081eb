import { afterEach, expect, test } from 'vitest';
import { add, isLive } from './contract.ts';
import { SocketHarness } from './socket-harness.ts';

let harness: SocketHarness;
afterEach(() => harness.close());

/** Engine.IO separates the packets of a body by this character. */
const SEPARATOR = '\u{1e}';

async function beginPolling(): Promise<string> {
  const path = `${harness.url}/socket.io/?EIO=4&transport=polling`;
  const opened = await (await fetch(path)).text();
  const [, sid = ''] = /"sid":"([^"]+)"/.exec(opened) ?? [];
  return `${path}&sid=${sid}`;
}

const post = (address: string, packets: readonly string[]) =>
  fetch(address, { method: 'POST', body: packets.join(SEPARATOR), headers: { 'content-type': 'text/plain' } });

test('of many packets in one body of long-polling, no more are read than the connection may send', async () => {
  harness = await SocketHarness.open({ limits: { messagesPerMinute: 60 } });
  const bob = harness.enter('Bob');
  await bob.when(isLive);
  const address = await beginPolling();
  await post(address, ['40']);
  await post(address, new Array<string>(200).fill('42["nonsense",{}]'));
  const codes = harness.reports.map(({ code }) => code);
  expect(codes.filter((code) => code === 'unknown-event').length).toBeLessThanOrEqual(60);
  expect(codes.filter((code) => code === 'flood')).toHaveLength(1);
  expect((await post(address, ['42["nonsense",{}]'])).status).toBe(400);
  expect(await bob.emit(add('undisturbed'))).toMatchObject({ kind: 'official' });
});
