import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Agenda } from '../src/agenda.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an alarm goes off once, at an unpredictable moment between its bounds', async () => {
  const [began, moments] = [Date.now(), new Set<number>()];
  const agenda = new Agenda(() => moments.add(Date.now() - began));
  const alarms = Array.from({ length: 50 }, (_, index) => {
    return { key: `light ${index}`, after: [1_500, 6_000] as const, intent: { type: 'light' } };
  });
  agenda.update(alarms);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(1_500);
  expect(moments.size, 'fifty moments of 4,500').toBeGreaterThan(25);
});

test('an alarm may be set for later than a timer can wait', async () => {
  const MONTH = 30 * 24 * 60 * 60_000;
  const emitted: string[] = [];
  const agenda = new Agenda<{ type: string }>(({ type }) => emitted.push(type));
  agenda.update([{ key: 'monthly', after: [MONTH, MONTH], intent: { type: 'remind' } }]);
  await vi.advanceTimersByTimeAsync(MONTH - 1);
  expect(emitted).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(emitted).toEqual(['remind']);
});
