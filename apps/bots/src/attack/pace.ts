import { setTimeout as sleep } from 'node:timers/promises';

/** The time between two bursts, in milliseconds. */
const BURST = 10;

/** Calls back this often in a second, in bursts; never waits for an answer. Ends when the callback returns false. */
export async function atRate(perSecond: number, act: () => unknown): Promise<void> {
  const begun = performance.now();
  for (let done = 0; ;) {
    const due = ((performance.now() - begun) * perSecond) / 1_000;
    for (; done < due; done += 1) if (act() === false) return;
    await sleep(BURST);
  }
}

/** Does it again and again for ever, whether it fails or not; a failure costs a short pause. */
export async function again(act: () => Promise<unknown>): Promise<never> {
  for (;;) await act().catch(() => sleep(100));
}

/** Lets this many act at the same time, each again and again; they begin one after the other, some hundred a second. */
export async function together(count: number, act: (index: number) => Promise<unknown>): Promise<void> {
  const acting: Promise<never>[] = [];
  for (let index = 0; index < count; index += 1) {
    acting.push(again(() => act(index)));
    if (index % BURST === 0) await sleep(BURST);
  }
  await Promise.all(acting);
}
