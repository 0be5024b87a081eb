import { compare } from '../result/row.ts';
import { systems } from '../systems/systems.ts';
import { rowsOf, takeTurnsAt } from './arenas.ts';
import { bytesOfPush } from './button-bytes.ts';
import type { Measurement } from './measurement.ts';

const IN_A_BURST = 100;
const PEOPLE = 2;

export const bytesOfPress: Measurement = {
  title: 'Bytes',
  about: `The bytes that one client receives for one press in a room of two, read from the socket: framing is included. Alone, a press has a message of its own; in a burst, one person presses ${IN_A_BURST} times in a turn.`,
  async measure(workshop) {
    const taken = await takeTurnsAt(workshop, {
      systems: [
        'ws',
        'wsCoalescing',
        'socketIo',
        'socketIoCoalescing',
        'colyseus',
        'logux',
        'memoryBare',
        'memory',
        'diskBare',
        'disk',
      ],
      prepare: ({ crowd }) => crowd.ask(`enter TOMAKI ${PEOPLE}`),
      async measure({ crowd }) {
        const bytesFor = async (times: number) => {
          const before = await crowd.ask('bytes');
          await crowd.ask(`pressOften ${times}`);
          return ((await crowd.ask('bytes')) - before) / times / PEOPLE;
        };
        return { alone: await bytesFor(1), inBurst: await bytesFor(IN_A_BURST) };
      },
      warmUp: 1,
      turns: 15,
    });
    const atHero = taken.find(({ name }) => name === systems.memoryBare.name)?.samples ?? [];
    const small = { what: 'a press of the small game, from Hero', samples: atHero.map(({ alone }) => alone) };
    const pushes = await bytesOfPush(workshop);
    const toHero = { what: 'a push, to Hero', samples: pushes.map((push) => push.toHero) };
    const fromHero = { what: 'a push, from Hero', samples: pushes.map((push) => push.fromHero) };
    return [
      { title: 'for a press alone', rows: rowsOf('bytes', taken, ({ alone }) => alone) },
      { title: 'for a press in a burst', rows: rowsOf('bytes', taken, ({ inBurst }) => inBurst) },
      {
        title: 'for a push of the button game, alone',
        rows: [toHero, fromHero].map((one) => compare('bytes', one, small)),
      },
    ];
  },
};
