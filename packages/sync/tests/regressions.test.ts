import { snapshotOf } from '@button/sync/log';
import { describe, expect, test } from 'vitest';
import {
  add,
  clientIdOf,
  first,
  forbid,
  linesOf,
  official,
  openNotes,
  remove,
  restored,
  shown,
} from './notes-network.ts';

async function openBob() {
  const { network, record, pages } = await openNotes('Bob');
  return { network, record, bob: first(pages) };
}

describe('bugs that others had', () => {
  test('[C6] three in flight are answered one by one, and nothing flickers', async () => {
    const { network, bob } = await openBob();
    const seen = new Set<string>();
    for (const text of ['a', 'b', 'c']) void bob.client.emit(add(text));
    bob.client.subscribe(() => seen.add(shown(bob.client).join()));
    for (let count = 0; count < 3; count += 1) {
      await network.deliverUp(bob);
      await network.deliverDown(bob);
    }
    expect([...seen]).toEqual(['a,b,c']);
    expect(official(bob.client)).toEqual(['a', 'b', 'c']);
  });

  test('[H3] an action that was recorded, whose answer was lost, and that is sent again counts once', async () => {
    const { network, record, bob } = await openBob();
    const settled = bob.client.emit(add('a'));
    await network.deliverUp(bob);
    bob.link?.down.splice(0);
    bob.connect();
    void bob.client.emit(add('b'));
    await network.quiet();
    expect((await settled).kind).toBe('official');
    expect((await linesOf(record)).filter(({ kind }) => kind === 'action')).toHaveLength(2);
    expect(shown(bob.client)).toEqual(['a', 'b']);
  });

  test('[H6] on a new socket a page is the same client, and continues its numbers', async () => {
    const { network, bob } = await openBob();
    const { clientId } = bob;
    void bob.client.emit(add('a'));
    await network.quiet();
    bob.connect();
    await network.quiet();
    expect(bob.clientId).toBe(clientId);
    void bob.client.emit(add('b'));
    expect(bob.client.replica.unverified).toMatchObject([{ clientId, clientSeq: 2 }]);
    await network.quiet();
    expect(official(bob.client)).toEqual(['a', 'b']);
  });

  test('[H6] a cloned tab is a client of its own, and neither loses anything', async () => {
    const { network, bob } = await openBob();
    const clone = network.join('Bob');
    await network.quiet();
    expect(clone.clientId).not.toBe(bob.clientId);
    void bob.client.emit(add('tab'));
    void clone.client.emit(add('clone'));
    await network.quiet();
    expect(shown(bob.client)).toEqual(shown(clone.client));
    expect(shown(bob.client).sort()).toEqual(['clone', 'tab']);
  });

  test('[C7] an official action that changes nothing still notifies', async () => {
    const { network, bob } = await openBob();
    const settled = bob.client.emit(remove('nothing'));
    let notified = 0;
    bob.client.subscribe(() => (notified += 1));
    await network.quiet();
    expect(notified).toBe(1);
    expect((await settled).kind).toBe('official');
  });

  test('[C7] an observer may emit, and every observer sees the states in order', async () => {
    const { network, bob } = await openBob();
    const [early, late]: [string[], string[]] = [[], []];
    bob.client.subscribe(() => {
      early.push(shown(bob.client).join());
      if (early.length === 1) void bob.client.emit(add('b'));
    });
    bob.client.subscribe(() => late.push(shown(bob.client).join()));
    void bob.client.emit(add('a'));
    expect(early).toEqual(['a', 'a,b']);
    expect(late).toEqual(['a,b']);
    await network.quiet();
    expect(official(bob.client)).toEqual(['a', 'b']);
  });

  test('[C10] a note that was created and deleted offline is deleted when the link is back', async () => {
    const { network, bob } = await openBob();
    bob.cut();
    void bob.client.emit(add('a'));
    void bob.client.emit(remove('a'));
    expect(shown(bob.client)).toEqual([]);
    await network.heal();
    expect(official(bob.client)).toEqual([]);
    expect(network.hero.official.clients.get(clientIdOf(bob.client))).toEqual({ clientSeq: 2, person: 'Bob' });
  });

  test('[H8] a client ahead of a restored Hero starts from its snapshot, and an unsettled action counts once', async () => {
    const { network, bob } = await openBob();
    void bob.client.emit(add('in the backup'));
    await network.quiet();
    const backup = snapshotOf(network.hero.official);
    void bob.client.emit(add('after the backup'));
    await network.quiet();
    bob.cut();
    const settled = bob.client.emit(add('never broadcast'));
    await network.restartHero(restored(backup, 'epoch-2'));
    await network.heal();
    expect(bob.client.replica.official?.epoch).toBe('epoch-2');
    expect((await settled).kind).toBe('official');
    expect(official(bob.client)).toEqual(['in the backup', 'never broadcast']);
  });

  test('[H10] a client below the end of a truncated log gets a snapshot, and keeps its unsettled action', async () => {
    const { network, bob } = await openBob();
    const sue = network.join('Sue');
    await network.quiet();
    const { clientId } = bob;
    bob.cut();
    void bob.client.emit(add('Bob’s'));
    for (let count = 0; count < 20; count += 1) void sue.client.emit(add(`${count}`));
    await network.quiet();
    await network.heal();
    expect(bob.clientId).toBe(clientId);
    expect(official(bob.client)).toHaveLength(21);
    expect(official(bob.client).at(-1)).toBe('Bob’s');
  });

  test('[M2] a mutation that throws is the same refusal for everyone, and the actions behind it count', async () => {
    const { network, bob } = await openBob();
    const sue = network.join('Sue');
    await network.quiet();
    const [before, refused, behind] = [
      bob.client.emit(add('a')),
      bob.client.emit(forbid('b')),
      bob.client.emit(add('c')),
    ];
    expect(shown(bob.client)).toEqual(['a', 'c']);
    await network.quiet();
    expect(await refused).toEqual({ kind: 'refused', code: 'forbidden' });
    expect([(await before).kind, (await behind).kind]).toEqual(['official', 'official']);
    expect(sue.client.replica.state).toEqual(network.hero.official.state);
    expect(official(sue.client)).toEqual(['a', 'c']);
  });

  test('[C15] from a gap on, all actions are sent again, in order', async () => {
    const { network, bob } = await openBob();
    for (const text of ['a', 'b', 'c']) void bob.client.emit(add(text));
    bob.link?.up.shift();
    await network.quiet();
    expect(official(bob.client)).toEqual(['a', 'b', 'c']);
  });

  test('[C11] a peer’s copy leaves no trace, whether it comes before, after or without the official action', async () => {
    const { network, bob } = await openBob();
    const sue = network.join('Sue');
    await network.quiet();
    const peer = { clientId: clientIdOf(bob.client), person: 'Bob' };
    void bob.client.emit(add('before'));
    sue.client.handleActionFromPeer(peer, 1, add('before'));
    await network.quiet();
    void bob.client.emit(add('after'));
    await network.quiet();
    sue.client.handleActionFromPeer(peer, 2, add('after'));
    sue.client.handleActionFromPeer(peer, 3, add('never'));
    expect(shown(sue.client)).toEqual(['before', 'after', 'never']);
    network.leave(bob);
    await network.hero.forget(peer.clientId);
    await network.quiet();
    expect(shown(sue.client)).toEqual(['before', 'after']);
  });

  test('[C11] an action that comes from Hero and from a peer, in either order, shows once', async () => {
    const { network, bob } = await openBob();
    const sue = network.join('Sue');
    await network.quiet();
    network.peerLinks.draw(bob, sue);
    for (const text of ['a', 'b', 'c', 'd']) void bob.client.emit(add(text));
    network.peerLinks.deliver(sue);
    await network.deliverUp(bob);
    await network.deliverUp(bob);
    await network.deliverDown(sue);
    await network.deliverDown(sue);
    for (let count = 0; count < 3; count += 1) network.peerLinks.deliver(sue);
    expect([official(sue.client), shown(sue.client)]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c', 'd'],
    ]);
  });

  test('[C13] the old actions of a client that was forgotten are refused as expired, and never count', async () => {
    const { network, record, bob } = await openBob();
    const clientId = clientIdOf(bob.client);
    bob.cut();
    const settled = bob.client.emit(add('too long ago'));
    await network.hero.forget(clientId);
    await network.heal();
    expect(await settled).toEqual({ kind: 'refused', code: 'expired' });
    expect(bob.clientId).not.toBe(clientId);
    expect((await linesOf(record)).filter(({ kind }) => kind === 'action')).toEqual([]);
  });

  test('[H8] an action that is still being recorded when its page reconnects and sends it again counts once', async () => {
    const { network, bob } = await openBob();
    network.log.isPaused = true;
    const settled = bob.client.emit(add('a'));
    await network.deliverUp(bob);
    bob.connect();
    await network.deliverUp(bob);
    await network.quiet();
    expect((await settled).kind).not.toBe('refused');
    expect(official(bob.client)).toEqual(['a']);
  });

  test('[C13] a number from before a restore is another page’s afterwards: nothing of it is settled or counted', async () => {
    const { network, record, bob } = await openBob();
    const backup = snapshotOf({ ...network.hero.official, serverSeq: 0, clients: new Map() });
    const old = clientIdOf(bob.client);
    bob.cut();
    const settled = [bob.client.emit(add('his 1')), bob.client.emit(add('his 2'))];
    const log = restored(backup, 'epoch-2');
    await network.restartHero(log);
    const sue = network.join('Sue');
    await network.quiet();
    expect(sue.clientId).toBe(old);
    const hers = sue.client.emit(add('hers 1'));
    await network.quiet();
    bob.connect();
    await network.quiet();
    const expired = { kind: 'refused', code: 'expired' };
    expect(await Promise.all(settled)).toEqual([expired, expired]);
    expect((await hers).kind).toBe('official');
    expect(bob.clientId).not.toBe(old);
    void bob.client.emit(add('his 3'));
    void sue.client.emit(add('hers 2'));
    await network.quiet();
    const notes = [
      { text: 'hers 1', person: 'Sue' },
      { text: 'his 3', person: 'Bob' },
      { text: 'hers 2', person: 'Sue' },
    ];
    for (const page of [bob, sue]) expect(page.client.replica.state?.notes).toMatchObject(notes);
    expect([await linesOf(record), await linesOf(log)].map((lines) => lines.length)).toEqual([2, 6]);
  });

  test('[C13] a page that was away for two restores cannot know whether its number was used again: its actions expire', async () => {
    const { network, bob } = await openBob();
    const old = clientIdOf(bob.client);
    bob.cut();
    const settled = bob.client.emit(add('too old'));
    await network.restartHero(restored(snapshotOf(network.hero.official), 'epoch-2'));
    const log = restored(snapshotOf(network.hero.official), 'epoch-3');
    await network.restartHero(log);
    bob.connect();
    await network.quiet();
    expect(await settled).toEqual({ kind: 'refused', code: 'expired' });
    expect(bob.clientId).not.toBe(old);
    expect(official(bob.client)).toEqual([]);
    const next = bob.client.emit(add('new'));
    await network.quiet();
    expect((await next).kind).toBe('official');
    expect((await linesOf(log)).filter(({ kind }) => kind === 'action')).toHaveLength(1);
  });

  test('[C12] a page that sees both of two restores keeps an unsettled action, which counts once', async () => {
    const { network, bob } = await openBob();
    const settled = bob.client.emit(add('a'));
    for (const epoch of ['epoch-2', 'epoch-3']) {
      await network.restartHero(restored(snapshotOf(network.hero.official), epoch));
      bob.connect();
      await network.deliverUp(bob);
      await network.deliverDown(bob);
      expect(bob.client.returning?.epoch).toBe(epoch);
    }
    await network.heal();
    expect((await settled).kind).toBe('official');
    expect(official(bob.client)).toEqual(['a']);
  });

  test('[C12] an action that the backup covers is settled by it, and not numbered again', async () => {
    const { network, bob } = await openBob();
    const settled = bob.client.emit(add('recorded, but never broadcast'));
    await network.deliverUp(bob);
    bob.cut();
    const log = restored(snapshotOf(network.hero.official), 'epoch-2');
    await network.restartHero(log);
    await network.heal();
    expect(await settled).toEqual({ kind: 'snapshot' });
    expect(official(bob.client)).toEqual(['recorded, but never broadcast']);
    expect((await linesOf(log)).filter(({ kind }) => kind === 'action')).toEqual([]);
  });
});
