import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultConnectionLimits } from '@button/server';
import { ConfigError, readConfig } from '../src/config.ts';

test('every setting has a default', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '0.0.0.0',
    metrics: null,
    dataFolder: resolve('data'),
    maxDataBytes: 10_000_000_000,
    keepRooms: 30 * 24 * 60 * 60_000,
    secret: null,
    publicUrl: null,
    trustedProxies: 0,
    logLevel: 'info',
    maxMessageBytes: 16_384,
    limits: {
      actionsPerSecond: 50,
      actionsPerSecondPerRoom: 1_000,
      pagesPerAddress: 100,
      newRoomsPerMinute: 60,
      roomsPerAddress: 500,
      wrongCodesPerMinute: 20,
      wrongCodesPerMinuteInAll: 1_000,
      peoplePerRoom: 250,
      watchersPerRoom: 50,
      rooms: 10_000,
    },
    connectionLimits: defaultConnectionLimits,
    origins: [],
    game: { blockedNames: [], hostTimeout: 60_000 },
    ice: { stunUrls: [], turnUrls: [], turnSecret: null },
  });
});

test('HERO_BLOCKED_NAMES is a list, separated by commas', () => {
  expect(readConfig({ HERO_BLOCKED_NAMES: 'Voldemort, Sauron' }).game.blockedNames).toEqual(['Voldemort', 'Sauron']);
});

test('numbers for Prometheus are served for this computer alone, unless HERO_METRICS_HOST says otherwise', () => {
  expect(readConfig({ HERO_METRICS_PORT: '9464' }).metrics).toEqual({ port: 9464, host: '127.0.0.1' });
  expect(readConfig({ HERO_METRICS_PORT: '9464', HERO_METRICS_HOST: '::' }).metrics).toMatchObject({ host: '::' });
});

test('an empty variable counts as not set', () => {
  expect(readConfig({ PORT: '', HERO_SECRET: '' })).toMatchObject({ port: 3000, secret: null });
});

test('a relative data folder is resolved against the folder in which the command was typed, and it can be memory', () => {
  expect(readConfig({ HERO_DATA: 'rooms', INIT_CWD: '/home/bob' }).dataFolder).toBe('/home/bob/rooms');
  expect(readConfig({ HERO_DATA: '/var/hero', INIT_CWD: '/home/bob' }).dataFolder).toBe('/var/hero');
  expect(readConfig({ HERO_DATA: ':memory:' }).dataFolder).toBeNull();
});

test('servers for direct links are lists, separated by commas, and TURN needs its secret', () => {
  const urls = { HERO_STUN_URLS: 'stun:a.example, stun:b.example:3478', HERO_TURN_URLS: 'turns:c.example' };
  expect(readConfig({ ...urls, HERO_TURN_SECRET: 'north' }).ice).toEqual({
    stunUrls: ['stun:a.example', 'stun:b.example:3478'],
    turnUrls: ['turns:c.example'],
    turnSecret: 'north',
  });
  expect(() => readConfig(urls)).toThrow(/^HERO_TURN_SECRET must /);
});

test('a variable overrides the default', () => {
  const config = readConfig({
    PORT: '0',
    HERO_PEOPLE_PER_ROOM: '12',
    HERO_SECRET: 'x'.repeat(32),
  });
  expect(config).toMatchObject({
    port: 0,
    limits: { peoplePerRoom: 12 },
    secret: 'x'.repeat(32),
  });
});

test('the public address is a web address, with or without a path, and ends with a slash', () => {
  const read = (address: string) => readConfig({ HERO_PUBLIC_URL: address }).publicUrl;
  expect(read('https://Example.org')).toBe('https://example.org/');
  expect(read('http://192.0.2.1:8080/game')).toBe('http://192.0.2.1:8080/game/');
  expect(read('https://example.org/our/game/')).toBe('https://example.org/our/game/');
});

test('trusted proxies are a number of them, or addresses separated by commas', () => {
  const read = (proxies: string) => readConfig({ HERO_TRUST_PROXY: proxies }).trustedProxies;
  expect(read('2')).toBe(2);
  expect(read('loopback, 10.0.0.0/8,2001:db8::1')).toEqual(['loopback', '10.0.0.0/8', '2001:db8::1']);
});

test.each([
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '1e3'],
  ['HERO_METRICS_PORT', '0'],
  ['HERO_ROOMS', '0'],
  ['HERO_MESSAGE_BYTES', '16k'],
  ['HERO_SECRET', 'x'.repeat(31)],
  ['HERO_PUBLIC_URL', 'example.org'],
  ['HERO_PUBLIC_URL', 'ftp://example.org'],
  ['HERO_PUBLIC_URL', 'https://example.org/?room=TOMAKI'],
  ['HERO_PUBLIC_URL', 'https://example.org/#home'],
  ['HERO_PUBLIC_URL', 'https://bob:secret@example.org'],
  ['HERO_PUBLIC_URL', 'https://example.org//'],
  ['HERO_PUBLIC_URL', 'https://example.org/"><script>'],
  ['HERO_PUBLIC_URL', 'https://exa mple.org'],
  ['HERO_PUBLIC_URL', 'https://example.org:x'],
  ['HERO_TRUST_PROXY', 'true'],
  ['HERO_TRUST_PROXY', '-1'],
  ['HERO_TRUST_PROXY', 'example.org'],
  ['HERO_TRUST_PROXY', '10.0.0.0/33'],
  ['HERO_TRUST_PROXY', 'loopback,'],
  ['HERO_LOG_LEVEL', 'loud'],
  ['HERO_CONNECTIONS', '0'],
  ['HERO_ORIGINS', 'example.org'],
  ['HERO_ORIGINS', 'https://example.org/'],
  ['HERO_STUN_URLS', 'stun.example.org'],
  ['HERO_TURN_URLS', 'stun:stun.example.org'],
])('%s=%s is rejected with the name of the variable', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must `));
});

test('all faults are reported at once', () => {
  expect(() => readConfig({ PORT: 'x', HERO_ROOMS: 'y' })).toThrow(/^PORT .*\nHERO_ROOMS /);
});
