import { gameNames, type GameName } from '@button/mutations';
import { asOftenAs, commandsOn, networkWeights, type Step } from '@button/sync/testing';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { GameRoom, wants, type Page, type Tally } from './game-room.ts';

/** A round takes several people and several steps, so the network works more often here than it fails. */
const weights = {
  ...networkWeights,
  both: 40, connect: 8, commit: 8, announce: 8,
  join: 3, leave: 1, drawPeers: 3, recordEntry: 20, recordLeaves: 1, alarms: 16,
  push: 24, guess: 2, pushLate: 2, start: 16, chooseGame: 2, right: 8, wrong: 4, takeBack: 2, rule: 3,
} as const; // prettier-ignore

type Kind = keyof typeof weights;

function commandsIn(room: GameRoom): Record<Kind, (page: Page, choice: number) => void | Promise<void>> {
  return {
    ...commandsOn(room.network),
    join: () => room.join(),
    leave: (page) => room.leave(page),
    drawPeers: (page, choice) => room.drawPeers(page, choice),
    recordEntry: (page) => room.recordEntry(page),
    recordLeaves: () => room.recordLeaves(),
    alarms: () => room.ringAlarms(),
    push: (page) => room.act(page, wants.push),
    guess: (page) => room.act(page, wants.guess),
    pushLate: (page) => room.act(page, wants.pushLate),
    start: (page) => room.act(page, wants.start),
    chooseGame: (page, choice) => room.act(page, () => wants.chooseGame(choice)),
    right: (page) => room.act(page, (state) => wants.judge(state, true)),
    wrong: (page) => room.act(page, (state) => wants.judge(state, false)),
    takeBack: (page) => room.act(page, wants.takeBack),
    rule: (page, choice) => room.act(page, (state, person) => wants.rule(state, person, choice)),
  };
}

interface History {
  readonly game: GameName;
  readonly commands: readonly Step<Kind>[];
}

const history: fc.Arbitrary<History> = fc.record({
  game: fc.constantFrom(...gameNames),
  commands: fc.array(fc.record({ kind: fc.constantFrom(...asOftenAs(weights)), which: fc.nat(3), what: fc.nat(20) }), {
    minLength: 1,
    maxLength: 160,
    size: 'max',
  }),
});

async function play({ game, commands: steps }: History, tally: Tally): Promise<void> {
  const room = await GameRoom.open();
  const commands = commandsIn(room);
  await room.begin(game);
  for (const { kind, which, what } of steps) {
    const page = room.network.pages[which % Math.max(1, room.network.pages.length)] ?? room.network.join();
    await commands[kind](page, what);
    room.checkAlways();
  }
  await room.checkInTheEnd(tally);
}

const numRuns = Number(process.env.HISTORIES ?? 600);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test(
  `all three games are fair, and everybody agrees, in ${numRuns} histories of faults (SEED=${seed})`,
  { timeout: 60_000 + numRuns * 100 },
  async () => {
    const tally: Tally = { won: { classic: 0, reflex: 0, quiz: 0 }, falseStarts: 0, judgements: 0 };
    await fc.assert(
      fc.asyncProperty(history, (one: History) => play(one, tally)),
      { numRuns, seed },
    );
    const atLeast = numRuns / 60;
    for (const game of gameNames) expect(tally.won[game], `${game} was won`).toBeGreaterThanOrEqual(atLeast);
    expect(tally.falseStarts, 'somebody pushed too early').toBeGreaterThanOrEqual(atLeast);
    expect(tally.judgements, 'an answer was judged').toBeGreaterThanOrEqual(atLeast);
  },
);
