import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from './hero-process.ts';
import { next, TestHero } from './running-hero.ts';

let hero: TestHero;
let url: string;
beforeEach(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}/metrics`;
  hero = await TestHero.start({ HERO_METRICS_PORT: port });
});
afterEach(() => hero.close());

/** The numbers, by name and labels. */
async function numbers(): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(url)).text();
  return new Map(
    [...text.matchAll(/^([a-z0-9_]+(?:{[^}]*})?) (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
  );
}

test('the metrics tell what was played', async () => {
  const room = await hero.createRoom();
  const [bob, sue] = [hero.enter(room, 'Bob'), hero.enter(room, 'Sue')];
  for (const link of [bob, sue]) await link.when((view) => view.officialState?.people.length === 2);
  const before = await numbers();
  for (const link of [bob, sue]) await link.emit({ type: 'push', round: 1 });
  const { socket } = await hero.enterRaw(room);
  socket.emit('emit', [1, { type: 'giveMeThePrize' }]);
  await next(socket, 'lines');
  const after = await numbers();
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  expect(grown('hero_lines_total{kind="refused"}')).toBe(1);
  expect(grown('hero_refusals_total{code="unknown-type"}')).toBe(1);
  // Two pushes, and the entering of the third page.
  expect(grown('hero_lines_total{kind="action"}')).toBe(3);
  expect(grown('hero_lines_total{kind="join"}')).toBe(1);
  expect(grown('hero_recording_seconds_count')).toBe(5);
  expect(after.get('hero_connections')).toBe(3);
  expect([after.get('hero_rooms'), after.get('hero_rooms_awake'), after.get('hero_ready')]).toEqual([1, 1, 1]);
  expect([after.get('hero_failures_total'), after.get('hero_unsent_bytes')]).toEqual([0, 0]);
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes'])
    expect(after.get(name)).toBeGreaterThan(0);
});

test('the metrics are on a port of their own, which has nothing else', async () => {
  expect((await hero.fetch('/metrics')).status).toBe(404);
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
});
