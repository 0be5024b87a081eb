import { resolve } from 'node:path';
import {
  defaultConnectionLimits,
  defaultLimits,
  defaultTimeouts,
  type ConnectionLimits,
  type Limits,
} from '@button/server';
import { areProxies, type TrustedProxies } from '@button/transport/server';
import * as v from 'valibot';
import type { GameSetting } from './game.ts';
import type { IceSetting } from './ice-servers.ts';

/** All settings: every environment variable is read and checked in this file and nowhere else. */
export interface Config {
  /** 0 stands for any free port. */
  readonly port: number;
  readonly host: string;
  /** Where the numbers for Prometheus are served; null for nowhere. */
  readonly metrics: { readonly port: number; readonly host: string } | null;
  /** An absolute path; null keeps the record in memory. */
  readonly dataFolder: string | null;
  /** The size in bytes up to which the record on the disk may grow. */
  readonly maxDataBytes: number;
  /** How long an unused room is kept, in milliseconds. */
  readonly keepRooms: number;
  /** Signs tokens. Null stands for the one in the data folder, or with logs in memory for a new one at each start. */
  readonly secret: string | null;
  /** The address at which people reach Hero, which ends with a slash; null if it is the one that they ask for. */
  readonly publicUrl: string | null;
  /** The proxies in front of Hero. */
  readonly trustedProxies: TrustedProxies;
  readonly logLevel: string;
  /** The size of the largest message that is accepted, in bytes of JSON. */
  readonly maxMessageBytes: number;
  readonly limits: Limits;
  readonly connectionLimits: ConnectionLimits;
  /** Further origins whose pages may use Hero. */
  readonly origins: readonly string[];
  readonly game: GameSetting;
  readonly ice: IceSetting;
}

/** The value of `HERO_DATA` with which nothing is kept after Hero ends. */
const IN_MEMORY = ':memory:';
const SECOND = 1_000;
const DAY = 24 * 60 * 60_000;
const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;
const MAX_PORT = 65_535;
const PLENTY = 1_000_000;
/** The characters that a secret has at least. */
export const MIN_SECRET = 32;

const schema = v.object({
  PORT: whole(3000, 0, MAX_PORT),
  HOST: v.optional(v.string(), '0.0.0.0'),
  HERO_METRICS_PORT: v.optional(number(1, MAX_PORT)),
  HERO_METRICS_HOST: v.optional(v.string(), '127.0.0.1'),
  HERO_DATA: v.optional(v.string(), 'data'),
  HERO_DATA_MB: whole(10_000),
  HERO_KEEP_DAYS: whole(defaultTimeouts.keep / DAY),
  HERO_SECRET: v.optional(v.pipe(v.string(), v.minLength(MIN_SECRET, `must have at least ${MIN_SECRET} characters`))),
  HERO_PUBLIC_URL: v.optional(publicUrl()),
  HERO_TRUST_PROXY: v.optional(trustedProxies(), '0'),
  HERO_LOG_LEVEL: v.optional(
    v.picklist(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    ),
    'info',
  ),
  HERO_MESSAGE_BYTES: whole(16_384, 256, PLENTY),
  HERO_ACTIONS_PER_SECOND: whole(defaultLimits.actionsPerSecond),
  HERO_ACTIONS_PER_SECOND_PER_ROOM: whole(defaultLimits.actionsPerSecondPerRoom),
  HERO_PAGES_PER_ADDRESS: whole(defaultLimits.pagesPerAddress),
  HERO_NEW_ROOMS_PER_MINUTE: whole(defaultLimits.newRoomsPerMinute),
  HERO_ROOMS_PER_ADDRESS: whole(defaultLimits.roomsPerAddress),
  HERO_WRONG_CODES_PER_MINUTE: whole(defaultLimits.wrongCodesPerMinute),
  HERO_WRONG_CODES_IN_ALL: whole(defaultLimits.wrongCodesPerMinuteInAll),
  HERO_PEOPLE_PER_ROOM: whole(defaultLimits.peoplePerRoom),
  HERO_WATCHERS_PER_ROOM: whole(defaultLimits.watchersPerRoom),
  HERO_ROOMS: whole(defaultLimits.rooms),
  HERO_CONNECTIONS: whole(defaultConnectionLimits.connections),
  HERO_CONNECTIONS_PER_ADDRESS: whole(defaultConnectionLimits.connectionsPerAddress),
  HERO_ENTER_SECONDS: whole(defaultConnectionLimits.enterWithin / SECOND),
  HERO_MESSAGES_PER_MINUTE: whole(defaultConnectionLimits.messagesPerMinute),
  HERO_MESSAGES_PER_MINUTE_PER_ADDRESS: whole(defaultConnectionLimits.messagesPerMinutePerAddress),
  HERO_MESSAGES_PER_MINUTE_IN_ALL: whole(defaultConnectionLimits.messagesPerMinuteInAll),
  HERO_UNSENT_KB: whole(defaultConnectionLimits.unsentBytes / KILOBYTE),
  HERO_ORIGINS: v.optional(origins()),
  HERO_HOST_AWAY_SECONDS: whole(60),
  HERO_BLOCKED_NAMES: v.optional(commaSeparated()),
  HERO_STUN_URLS: addresses('stun'),
  HERO_TURN_URLS: addresses('turn'),
  HERO_TURN_SECRET: v.optional(v.string()),
});

/** Settings are invalid. The message names each variable and its fault, one per line. */
export class ConfigError extends Error {}

/** @throws ConfigError with all faults at once, if a variable is invalid. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const isSet = ([, value]: [string, string | undefined]) => value !== undefined && value !== '';
  const read = v.safeParse(schema, Object.fromEntries(Object.entries(environment).filter(isSet)));
  if (!read.success)
    throw new ConfigError(read.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}.`).join('\n'));
  const variables = read.output;
  if (variables.HERO_TURN_URLS && !variables.HERO_TURN_SECRET)
    throw new ConfigError('HERO_TURN_SECRET must be set if HERO_TURN_URLS is.');
  // npm runs a script in the folder of its package; this is the folder in which the command was typed.
  const home = environment['INIT_CWD'] ?? process.cwd();
  return {
    port: variables.PORT,
    host: variables.HOST,
    metrics:
      variables.HERO_METRICS_PORT === undefined
        ? null
        : { port: variables.HERO_METRICS_PORT, host: variables.HERO_METRICS_HOST },
    dataFolder: variables.HERO_DATA === IN_MEMORY ? null : resolve(home, variables.HERO_DATA),
    maxDataBytes: variables.HERO_DATA_MB * MEGABYTE,
    keepRooms: variables.HERO_KEEP_DAYS * DAY,
    secret: variables.HERO_SECRET ?? null,
    publicUrl: variables.HERO_PUBLIC_URL ?? null,
    trustedProxies: variables.HERO_TRUST_PROXY,
    logLevel: variables.HERO_LOG_LEVEL,
    maxMessageBytes: variables.HERO_MESSAGE_BYTES,
    limits: {
      actionsPerSecond: variables.HERO_ACTIONS_PER_SECOND,
      actionsPerSecondPerRoom: variables.HERO_ACTIONS_PER_SECOND_PER_ROOM,
      pagesPerAddress: variables.HERO_PAGES_PER_ADDRESS,
      newRoomsPerMinute: variables.HERO_NEW_ROOMS_PER_MINUTE,
      roomsPerAddress: variables.HERO_ROOMS_PER_ADDRESS,
      wrongCodesPerMinute: variables.HERO_WRONG_CODES_PER_MINUTE,
      wrongCodesPerMinuteInAll: variables.HERO_WRONG_CODES_IN_ALL,
      peoplePerRoom: variables.HERO_PEOPLE_PER_ROOM,
      watchersPerRoom: variables.HERO_WATCHERS_PER_ROOM,
      rooms: variables.HERO_ROOMS,
    },
    connectionLimits: {
      connections: variables.HERO_CONNECTIONS,
      connectionsPerAddress: variables.HERO_CONNECTIONS_PER_ADDRESS,
      enterWithin: variables.HERO_ENTER_SECONDS * SECOND,
      messagesPerMinute: variables.HERO_MESSAGES_PER_MINUTE,
      messagesPerMinutePerAddress: variables.HERO_MESSAGES_PER_MINUTE_PER_ADDRESS,
      messagesPerMinuteInAll: variables.HERO_MESSAGES_PER_MINUTE_IN_ALL,
      unsentBytes: variables.HERO_UNSENT_KB * KILOBYTE,
    },
    origins: variables.HERO_ORIGINS ?? [],
    game: {
      blockedNames: variables.HERO_BLOCKED_NAMES ?? [],
      hostTimeout: variables.HERO_HOST_AWAY_SECONDS * SECOND,
    },
    ice: {
      stunUrls: variables.HERO_STUN_URLS ?? [],
      turnUrls: variables.HERO_TURN_URLS ?? [],
      turnSecret: variables.HERO_TURN_SECRET ?? null,
    },
  };
}

function whole(byDefault: number, min = 1, max = PLENTY) {
  return v.optional(number(min, max), String(byDefault));
}

function number(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, message),
    v.transform(Number),
    v.minValue(min, message),
    v.maxValue(max, message),
  );
}

function commaSeparated() {
  return v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((item) => item.trim())),
  );
}

function origins() {
  const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;
  return v.pipe(
    commaSeparated(),
    v.everyItem(isOrigin, 'must be origins like https://example.org, separated by commas'),
  );
}

function publicUrl() {
  return v.pipe(
    v.string(),
    v.regex(
      /^https?:\/\/[^/?#@\s]+(\/[\w.~-]+)*\/?$/i,
      'must be an address like https://example.org or https://example.org/game/',
    ),
    v.url('must be an address'),
    v.transform((text) => new URL(text.replace(/\/?$/, '/')).href),
  );
}

function trustedProxies() {
  return v.pipe(
    v.string(),
    v.transform((text): TrustedProxies =>
      /^\d$/.test(text) ? Number(text) : text.split(',').map((one) => one.trim()),
    ),
    v.check(
      areProxies,
      'must be the number of proxies in front of Hero, at most 9, or their addresses like 10.0.0.0/8, separated by commas',
    ),
  );
}

function addresses(scheme: string) {
  const message = `must be addresses like ${scheme}:${scheme}.example.org:3478, separated by commas`;
  const isAddress = (text: string) => new RegExp(`^${scheme}s?:[^\\s/@]+$`).test(text);
  return v.optional(v.pipe(commaSeparated(), v.everyItem(isAddress, message)));
}
