import { afterEach, beforeEach, expect, test } from 'vitest';
import { Crowd } from '../src/load/crowd.ts';
import { tooFewFiles } from '../src/load/open-files.ts';
import { Venue } from '../src/load/venue.ts';

let venue: Venue;
let crowd: Crowd;
beforeEach(async () => {
  venue = await Venue.open(undefined);
  crowd = new Crowd(venue.url);
});
afterEach(async () => {
  crowd.leave();
  await venue.close();
});

test('a crowd plays, comes back after a restart of Hero, and loses no action', async () => {
  expect((await crowd.letInIdle(5)).count).toBe(5);
  expect((await crowd.letIn(12)).count).toBe(12);
  await crowd.played(12);
  await venue.restart();
  await crowd.allBack();
  expect(crowd.live).toBe(17);
  await crowd.played(12);
  expect(crowd.lost).toBe(0);
});

test('what Hero costs is known while it runs', async () => {
  expect((await venue.usage())?.memory).toBeGreaterThan(10_000_000);
});

test('more connections than the system allows are named before any is opened', () => {
  expect(tooFewFiles(1)).toBeNull();
  expect(tooFewFiles(1e12)).toContain('ulimit -n');
});
