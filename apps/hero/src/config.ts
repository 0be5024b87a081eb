import { resolve } from 'node:path';
import { defaultLimits, defaultTimeouts, type Limits } from '@button/server';
import * as v from 'valibot';
import type { GameSetting } from './game.ts';
import type { IceSetting } from './ice-servers.ts';

/** Everything that can be set from outside, read and checked here and nowhere else. */
export interface Config {
  /** 0 means any that is free. */
  readonly port: number;
  readonly host: string;
  /** Where the record lives; null in memory. */
  readonly dataFolder: string | null;
  readonly maxDataBytes: number;
  /** How long a room is kept in which nothing happens, in milliseconds. */
  readonly keepRooms: number;
  /** Signs tokens. Null: the one in the data folder; in memory, a new one at each start. */
  readonly secret: string | null;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  readonly maxMessageBytes: number;
  readonly limits: Limits;
  readonly game: GameSetting;
  readonly ice: IceSetting;
}

/** In place of a folder: nothing is kept when Hero ends. */
const IN_MEMORY = ':memory:';
const SECOND = 1_000;
const DAY = 24 * 60 * 60_000;
const MEGABYTE = 1_000_000;
const MAX_PORT = 65_535;
const PLENTY = 1_000_000;

const schema = v.object({
  PORT: whole(3000, 0, MAX_PORT),
  HOST: v.optional(v.string(), '0.0.0.0'),
  HERO_DATA: v.optional(v.string(), 'data'),
  HERO_DATA_MB: whole(10_000),
  HERO_KEEP_DAYS: whole(defaultTimeouts.keep / DAY),
  HERO_SECRET: v.optional(v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters'))),
  HERO_TRUST_PROXY: v.optional(v.picklist(['true', 'false'], 'must be true or false'), 'false'),
  HERO_LOG_LEVEL: v.optional(
    v.picklist(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    ),
    'info',
  ),
  HERO_MESSAGE_BYTES: whole(16_384, 256, PLENTY),
  HERO_ACTIONS_PER_SECOND: whole(defaultLimits.actionsPerSecond),
  HERO_NEW_ROOMS_PER_MINUTE: whole(defaultLimits.newRoomsPerMinute),
  HERO_WRONG_CODES_PER_MINUTE: whole(defaultLimits.wrongCodesPerMinute),
  HERO_PEOPLE_PER_ROOM: whole(defaultLimits.peoplePerRoom),
  HERO_ROOMS: whole(defaultLimits.rooms),
  HERO_HOST_AWAY_SECONDS: whole(60),
  HERO_BLOCKED_NAMES: v.optional(list()),
  HERO_STUN_URLS: addresses('stun'),
  HERO_TURN_URLS: addresses('turn'),
  HERO_TURN_SECRET: v.optional(v.string()),
});

/** Its message names the variables that are wrong, one a line. */
export class ConfigError extends Error {}

/** @throws ConfigError */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const isSet = ([, value]: [string, string | undefined]) => value !== undefined && value !== '';
  const read = v.safeParse(schema, Object.fromEntries(Object.entries(environment).filter(isSet)));
  if (!read.success)
    throw new ConfigError(read.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}.`).join('\n'));
  const variables = read.output;
  if (variables.HERO_TURN_URLS && !variables.HERO_TURN_SECRET)
    throw new ConfigError('HERO_TURN_SECRET must be set where HERO_TURN_URLS is.');
  // npm runs a script in its package's folder, and says here where somebody asked for it.
  const home = environment['INIT_CWD'] ?? process.cwd();
  return {
    port: variables.PORT,
    host: variables.HOST,
    dataFolder: variables.HERO_DATA === IN_MEMORY ? null : resolve(home, variables.HERO_DATA),
    maxDataBytes: variables.HERO_DATA_MB * MEGABYTE,
    keepRooms: variables.HERO_KEEP_DAYS * DAY,
    secret: variables.HERO_SECRET ?? null,
    trustProxy: variables.HERO_TRUST_PROXY === 'true',
    logLevel: variables.HERO_LOG_LEVEL,
    maxMessageBytes: variables.HERO_MESSAGE_BYTES,
    limits: {
      actionsPerSecond: variables.HERO_ACTIONS_PER_SECOND,
      newRoomsPerMinute: variables.HERO_NEW_ROOMS_PER_MINUTE,
      wrongCodesPerMinute: variables.HERO_WRONG_CODES_PER_MINUTE,
      peoplePerRoom: variables.HERO_PEOPLE_PER_ROOM,
      rooms: variables.HERO_ROOMS,
    },
    game: {
      blockedNames: variables.HERO_BLOCKED_NAMES ?? [],
      hostMayBeAway: variables.HERO_HOST_AWAY_SECONDS * SECOND,
    },
    ice: {
      stunUrls: variables.HERO_STUN_URLS ?? [],
      turnUrls: variables.HERO_TURN_URLS ?? [],
      turnSecret: variables.HERO_TURN_SECRET ?? null,
    },
  };
}

function whole(byDefault: number, least = 1, most = PLENTY) {
  const message = `must be a whole number from ${least} to ${most}`;
  const check = v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, message),
    v.transform(Number),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
  return v.optional(check, String(byDefault));
}

/** By commas. */
function list() {
  return v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((one) => one.trim())),
  );
}

/** A list such as `stun:stun.example.org:3478`. */
function addresses(scheme: string) {
  const message = `must be addresses like ${scheme}:${scheme}.example.org:3478, separated by commas`;
  const isAddress = (text: string) => new RegExp(`^${scheme}s?:[^\\s/@]+$`).test(text);
  return v.optional(v.pipe(list(), v.everyItem(isAddress, message)));
}
