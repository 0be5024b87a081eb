import { describe, expect, test } from 'vitest';
import { add, clientIdOf, linesOf, official, openNotes, remove, shown } from './notes-network.ts';

/** Bob and Sue on a network where a message moves only when the story moves it. */
async function openStory() {
  const { network, record, pages } = await openNotes('Bob', 'Sue');
  const [bob, sue] = pages;
  if (!bob || !sue) throw new Error('Bob and Sue are here');
  return { network, record, bob, sue };
}

/** Ann's snapshot does not list Bob, who is back under his old clientId. */
async function openWhereAnnArrivesWhileBobIsAway() {
  const { network, bob, sue } = await openStory();
  const { link } = bob;
  bob.cut();
  link?.close();
  const ann = network.join('Ann');
  await network.quiet();
  bob.connect();
  await network.quiet();
  return { network, bob, sue, ann };
}

describe('Bob and Sue', () => {
  test('[H2] both emit at once, and both end with Hero’s order', async () => {
    const { network, bob, sue } = await openStory();
    void bob.client.emit(add('Bob’s'));
    void sue.client.emit(add('Sue’s'));
    expect(shown(bob.client)).toEqual(['Bob’s']);
    expect(shown(sue.client)).toEqual(['Sue’s']);
    await network.deliverUp(sue);
    await network.quiet();
    expect(shown(bob.client)).toEqual(['Sue’s', 'Bob’s']);
    expect(shown(sue.client)).toEqual(['Sue’s', 'Bob’s']);
  });

  test('[H2] Bob emits first, but his message is late: Hero’s order decides, not the press', async () => {
    const { network, bob, sue } = await openStory();
    void bob.client.emit(add('Bob’s'));
    void sue.client.emit(add('Sue’s'));
    await network.deliverUp(sue);
    await network.deliverDown(bob);
    expect(official(bob.client)).toEqual(['Sue’s']);
    expect(shown(bob.client)).toEqual(['Sue’s', 'Bob’s']);
    await network.deliverUp(bob);
    await network.quiet();
    expect(official(sue.client)).toEqual(['Sue’s', 'Bob’s']);
  });

  test('[H6] Ann arrives late and sees the official state', async () => {
    const { network, bob } = await openStory();
    void bob.client.emit(add('a'));
    await network.quiet();
    const ann = network.join('Ann');
    await network.quiet();
    expect(shown(ann.client)).toEqual(['a']);
    expect(ann.client.replica.state).toEqual(network.hero.official.state);
  });

  test('[C10] Bob is cut off, emits, and comes back: his action counts once', async () => {
    const { network, bob, sue } = await openStory();
    bob.cut();
    const settled = bob.client.emit(add('Bob’s'));
    void sue.client.emit(add('Sue’s'));
    await network.quiet();
    expect(shown(bob.client)).toEqual(['Bob’s']);
    bob.connect();
    await network.quiet();
    expect((await settled).kind).toBe('official');
    expect(shown(bob.client)).toEqual(['Sue’s', 'Bob’s']);
    expect(shown(sue.client)).toEqual(['Sue’s', 'Bob’s']);
  });

  test('[C4] Bob misses a message, notices at the next one, and catches up', async () => {
    const { network, bob, sue } = await openStory();
    void sue.client.emit(add('a'));
    await network.deliverUp(sue);
    bob.link?.down.shift();
    void sue.client.emit(add('b'));
    await network.deliverUp(sue);
    await network.deliverDown(bob);
    expect(official(bob.client)).toEqual([]);
    await network.quiet();
    expect(official(bob.client)).toEqual(['a', 'b']);
  });

  test('[C4] messages that overtake each other: lines that came too early come again with the missing ones', async () => {
    const { network, bob, sue } = await openStory();
    for (const text of ['a', 'b', 'c']) void sue.client.emit(add(text));
    for (let count = 0; count < 3; count += 1) await network.deliverUp(sue);
    await network.deliverDown(bob, 2);
    await network.deliverDown(bob, 1);
    expect(official(bob.client)).toEqual([]);
    expect(bob.link?.up).toHaveLength(1);
    await network.deliverDown(bob);
    expect(official(bob.client)).toEqual(['a']);
    await network.quiet();
    expect(official(bob.client)).toEqual(['a', 'b', 'c']);
  });

  test('[C22] Ann arrives while Bob is away; when he is back, his first action makes her ask for a snapshot', async () => {
    const { network, bob, sue, ann } = await openWhereAnnArrivesWhileBobIsAway();
    for (const text of ['a', 'b']) void bob.client.emit(add(text));
    for (let count = 0; count < 2; count += 1) await network.deliverUp(bob);
    await network.deliverDown(ann);
    await network.deliverDown(ann);
    expect([official(ann.client), ann.link?.up.length]).toEqual([[], 1]);
    await network.quiet();
    expect(ann.client.replica.official?.clients.has(clientIdOf(bob.client))).toBe(true);
    void bob.client.emit(add('c'));
    await network.deliverUp(bob);
    await network.deliverDown(ann);
    expect(ann.link?.up).toEqual([]);
    await network.quiet();
    for (const { client } of [ann, bob, sue]) expect(client.replica.state).toEqual(network.hero.official.state);
    expect(official(ann.client)).toEqual(['a', 'b', 'c']);
  });

  test('[C22] Ann arrives while Bob is away; the first message after his return is refused, and she applies all his later ones', async () => {
    const { network, bob, ann } = await openWhereAnnArrivesWhileBobIsAway();
    await network.hero.sessions.get(clientIdOf(bob.client))?.refuse(1, 'too-large');
    await network.quiet();
    void bob.client.emit(add('a'));
    await network.quiet();
    expect(network.hero.official.state.notes).toHaveLength(1);
    expect(ann.client.replica.state).toEqual(network.hero.official.state);
  });

  test('[H15] Bob emits and leaves in one turn while Ann is joining: she applies his action without asking', async () => {
    const { network, bob } = await openStory();
    const his = clientIdOf(bob.client);
    network.log.isPaused = true;
    const ann = network.join('Ann');
    await network.deliverUp(ann);
    void bob.client.emit(add('Bob’s'));
    await network.deliverUp(bob);
    network.leave(bob);
    network.log.commit(1);
    network.log.announce();
    await network.deliverDown(ann);
    await network.deliverDown(ann);
    expect([official(ann.client), ann.client.replica.official?.clients.has(his)]).toEqual([[], true]);
    network.log.commit();
    network.log.announce();
    await network.deliverDown(ann);
    expect(official(ann.client)).toEqual(['Bob’s']);
    expect(ann.link?.up).toEqual([]);
  });

  test('[H3] a message that comes twice counts once', async () => {
    const { network, record, bob } = await openStory();
    void bob.client.emit(add('a'));
    bob.link?.up.push(...bob.link.up);
    await network.quiet();
    expect(official(bob.client)).toEqual(['a']);
    expect((await linesOf(record)).filter(({ kind }) => kind === 'action')).toHaveLength(1);
  });

  test('[C9] Hero crashes between receiving and recording: the action is sent again', async () => {
    const { network, bob, sue } = await openStory();
    network.log.isPaused = true;
    const settled = bob.client.emit(add('a'));
    await network.deliverUp(bob);
    await network.restartHero();
    expect(official(sue.client)).toEqual([]);
    await network.heal();
    expect((await settled).kind).toBe('official');
    expect(official(sue.client)).toEqual(['a']);
  });

  test('[H1] Hero crashes between recording and broadcasting: everyone gets the line after the restart, once', async () => {
    const { network, record, bob, sue } = await openStory();
    network.log.isPaused = true;
    void bob.client.emit(add('a'));
    await network.deliverUp(bob);
    network.log.commit();
    await network.restartHero();
    expect(official(sue.client)).toEqual([]);
    await network.heal();
    expect(official(bob.client)).toEqual(['a']);
    expect(official(sue.client)).toEqual(['a']);
    expect((await linesOf(record)).filter(({ kind }) => kind === 'action')).toHaveLength(1);
  });

  test('[H5] the disk is full for a while: nothing unrecorded is broadcast, and the action counts later', async () => {
    const { network, bob, sue } = await openStory();
    const settled = bob.client.emit(add('a'));
    await network.failLog();
    await network.deliverUp(bob);
    expect(official(sue.client)).toEqual([]);
    await network.heal();
    expect((await settled).kind).toBe('official');
    expect(official(sue.client)).toEqual(['a']);
  });

  test('[C11] Sue sees Bob’s action before Hero has it, and Hero’s order corrects her', async () => {
    const { network, bob, sue } = await openStory();
    network.peerLinks.draw(bob, sue);
    void bob.client.emit(add('Bob’s'));
    network.peerLinks.deliver(sue);
    expect(shown(sue.client)).toEqual(['Bob’s']);
    void sue.client.emit(add('Sue’s'));
    await network.deliverUp(sue);
    await network.quiet();
    expect(shown(sue.client)).toEqual(['Sue’s', 'Bob’s']);
    expect(sue.client.replica.unverified).toEqual([]);
  });

  test('[C6] a note that Sue removes while Bob is away is gone for both', async () => {
    const { network, bob, sue } = await openStory();
    void bob.client.emit(add('a'));
    await network.quiet();
    bob.cut();
    void sue.client.emit(remove('a'));
    void bob.client.emit(add('b'));
    await network.heal();
    expect(shown(bob.client)).toEqual(['b']);
    expect(shown(sue.client)).toEqual(['b']);
  });
});
