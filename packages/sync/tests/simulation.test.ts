import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failedHistories } from './failed-histories.ts';
import { history, play, type NotesStep } from './history.ts';
import { Room } from './room.ts';

const numRuns = Number(process.env.HISTORIES ?? 10_000);
/** Only ends a run that hangs: about six times as long as a run takes on a slow machine. */
const timeout = 60_000 + numRuns * 30;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`[P1–P7] hold in ${numRuns} histories of faults (SEED=${seed})`, { timeout }, async () => {
  let actions = 0;
  let knownFromPeers = 0;
  const holds = fc.asyncProperty(history, async (steps: NotesStep[]) => {
    const room = await Room.open();
    await play(room, steps);
    actions += room.actions;
    knownFromPeers += room.knownFromPeers;
  });
  await fc.assert(holds, { numRuns, seed, examples: failedHistories.map((steps) => [steps]) });
  expect(actions, 'something happened').toBeGreaterThanOrEqual(numRuns);
  expect(knownFromPeers, 'peers were quicker than Hero').toBeGreaterThanOrEqual(numRuns / 20);
});

test(
  `[P1–P7] hold when Hero crashes at any step, even between record and broadcast (SEED=${seed})`,
  { timeout },
  async () => {
    let crashes = 0;
    const crash: NotesStep = { kind: 'restartHero', which: 0, what: 0 };
    const pauseLog: NotesStep = { kind: 'pauseLog', which: 0, what: 0 };
    const holds = fc.asyncProperty(history, async (steps: NotesStep[]) => {
      for (let at = 0; at <= steps.length; at += 1) {
        const room = await Room.open();
        await play(room, [pauseLog, ...steps.slice(0, at), crash, ...steps.slice(at)]);
        crashes += 1;
      }
    });
    await fc.assert(holds, { numRuns: Math.ceil(numRuns / 100), seed });
    expect(crashes, 'something happened').toBeGreaterThanOrEqual(numRuns / 100);
  },
);
