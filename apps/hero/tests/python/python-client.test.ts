import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rules } from '@button/mutations';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { start } from '../hero-process.ts';

const GAMES = 20;
const seed = process.env['SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
/** A distribution's packages are for its own Python, which need not be the first in the path. */
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import socketio, aiohttp']).status === 0,
);
const program = fileURLToPath(new URL('play.py', import.meta.url));

/** All games are played at once, from one address. */
const crowd = { HERO_MESSAGES_PER_MINUTE_PER_ADDRESS: '1000000' };

const happened = v.record(v.string(), v.number());
/** The mutations by their names, of which the id of the rules consists. */
const [, ...mutations] = rules.id.split(' ');

test.skipIf(python === undefined)(
  `where Python has socketio and aiohttp: a client written in it from PROTOCOL.md and GAME.md alone computes Hero's state in ${GAMES} random games (SEED=${seed})`,
  { timeout: 300_000 },
  async () => {
    const hero = start({ PORT: '0', HERO_HOST_AWAY_SECONDS: '2', HERO_NEW_ROOMS_PER_MINUTE: '100', ...crowd });
    const settings = [await hero.address, rules.id, seed, String(GAMES)];
    const played = promisify(execFile)(python ?? '', ['-B', program, ...settings]);
    const { stdout } = await played.finally(() => hero.child.kill());
    const counts = v.parse(happened, JSON.parse(stdout));
    const mustHappen = [
      ...['compared', 'tail', 'snapshot', 'unknown client', 'renumbered', 'sendAgain', 'too-many-actions'],
      ...[
        'in time',
        'reloaded',
        'as a new page',
        'ahead of the record',
        'removed',
        'waiting',
        'not-let-in',
        'room-closed',
      ],
      ...['unknown-type', 'wrong-payload', 'too-late', 'already-pushed', 'sits-this-round-out', 'only-the-host-may'],
    ];
    expect(Object.keys(counts)).toEqual(expect.arrayContaining([...mutations, ...mustHappen]));
    expect(counts).not.toHaveProperty('protocolError');
  },
);
