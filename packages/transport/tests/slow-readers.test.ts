import { afterEach, describe, expect, test } from 'vitest';
import { add, isLive } from './contract.ts';
import { next, SocketHarness } from './socket-harness.ts';
import { SlowLink } from './slow-link.ts';

let harness: SocketHarness;
let slow: SlowLink | null = null;
afterEach(async () => {
  slow?.close();
  await harness.close();
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a page that reads slowly', () => {
  test('gets a large snapshot and then what was recorded meanwhile, over one connection and without a gap', async () => {
    harness = await SocketHarness.open();
    const link = await SlowLink.open(harness.url);
    slow = link;
    const { hero } = harness.rooms;
    await hero.emit(add('x'.repeat(5_000_000)));
    for (let more = 0; more < 30; more += 1) await hero.emit(add('more'));
    const bob = harness.enter('Bob', undefined, { url: link.url });
    const behind = () => hero.official.serverSeq - (bob.view.serverSeq ?? 0);
    let lines = 0;
    let passed = 0;
    // Twice as much passes as is recorded, and more is recorded during the snapshot than may wait for a page.
    while (behind() > 20) {
      passed += link.pass(10_000);
      await turn();
      if (lines * 10_000 > passed) continue;
      await hero.emit(add(`${'y'.repeat(5_000)}${lines}`));
      lines += 1;
      expect(lines).toBeLessThan(5_000);
    }
    while (behind() > 0) {
      link.pass(10_000);
      await turn();
    }
    expect(lines * 5_000).toBeGreaterThan(1_000_000);
    expect(bob.view.officialState).toEqual(hero.official.state);
    expect(link.connections).toBe(1);

    const official = bob.emit(add('hello'));
    while (bob.view.unsettled > 0) {
      link.pass(10_000);
      await turn();
    }
    expect(await official).toMatchObject({ kind: 'official' });
  });

  test('is sent neither more pieces of a large answer than 256 kB before it has read them, nor lines meanwhile', async () => {
    harness = await SocketHarness.open();
    const { hero } = harness.rooms;
    await hero.emit(add('x'.repeat(5_000_000)));
    const raw = await harness.connectRaw();
    const received: unknown[] = [];
    raw.onAny((name: unknown) => received.push(name));
    raw.emit('enter', { name: null, watches: true, personToken: null, returning: null });
    await next(raw, 'piece');
    await hero.emit(add('meanwhile'));
    const asked = (name: string) => {
      raw.emit(name);
      return next(raw, 'protocolError');
    };
    await asked('unknown');
    expect(received).toEqual([...Array.from({ length: 8 }, () => 'piece'), 'protocolError']);
    raw.emit('pieceRead', null);
    await asked('unknown');
    expect(received.slice(9)).toEqual(['piece', 'protocolError']);
  });

  test('is cut when more waits for it than may, and others are not', async () => {
    harness = await SocketHarness.open();
    await harness.rooms.hero.emit(add('x'.repeat(100_000)));
    const mallory = await harness.connectRaw();
    mallory.emit('enter', { name: null, watches: true, personToken: null, returning: null });
    await next(mallory, 'welcome');
    const end = next(mallory, 'disconnect');
    for (let times = 0; times < 20; times += 1) mallory.emit('catchUp', { epoch: 'epoch-1', serverSeq: null });
    await end;
    expect(harness.reports.at(-1)).toMatchObject({ code: 'unread' });
    const bob = harness.enter('Bob');
    await bob.when(isLive);
  });

  test('is cut when it asks for more than it may be sent, however fast it reads', async () => {
    harness = await SocketHarness.open();
    await harness.rooms.hero.emit(add('x'.repeat(200_000)));
    const mallory = await harness.connectRaw();
    mallory.emit('enter', { name: null, watches: true, personToken: null, returning: null });
    await next(mallory, 'welcome');
    while (mallory.connected) {
      const answer = Promise.race([next(mallory, 'caughtUp'), next(mallory, 'disconnect')]);
      mallory.emit('catchUp', { epoch: 'epoch-1', serverSeq: null });
      await answer;
    }
    expect(harness.reports.at(-1)).toMatchObject({ code: 'flood' });
  });
});
