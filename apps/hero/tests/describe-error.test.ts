import { UnusableState } from '@button/sync/hero';
import { LogError, type LogErrorCode } from '@button/sync/log';
import { expect, test } from 'vitest';
import { describeError } from '../src/describe-error.ts';
import { SecretError } from '../src/secret.ts';

test.each<[LogErrorCode, RegExp]>([
  ['in-use', /^Another Hero is using the data folder HERE\. Stop it first, or set HERO_DATA to another folder\.$/],
  ['other-format', /^The data folder HERE was used by a version .* another way, .* left untouched\. .*HERO_DATA/],
  ['newer-rules', /^The data folder HERE was used by a newer version .* left untouched\. .*HERO_DATA/],
  ['missing', /^There is no data folder HERE\. Set HERO_DATA/],
  ['unusable', /^The data folder HERE cannot be used: the disk is gone\. Set HERO_DATA to a folder .*:memory:/],
  ['damaged', /^The record is damaged, and is left as it is: restore HERE from a backup\. \(the disk is gone\)$/],
  ['not-recorded', /^Room HERE could not be recorded: the disk is gone$/],
  ['room-exists', /^There is a room HERE already\.$/],
])('a log error "%s" is described in one clear sentence', (code, sentence) => {
  expect(describeError(new LogError(code, 'HERE', new Error('the disk is gone')))).toMatch(sentence);
});

test.each<[SecretError['code'], RegExp]>([
  [
    'missing',
    /^The data folder has rooms, but .* is missing: put the file data\/secret back, set HERO_SECRET, or delete /,
  ],
  ['damaged', /^The secret .* less than 32 characters: put the file data\/secret back, set HERO_SECRET, or delete /],
])('a secret that is "%s" is described in one sentence that says what to do', (code, sentence) => {
  expect(describeError(new SecretError(code, 'data/secret'))).toMatch(sentence);
});

test('a state that newer rules have saved is described by the program that can read it', () => {
  expect(describeError(new UnusableState('version 2'))).toBe(
    'A room was saved by a newer version of this program: use that version. (version 2)',
  );
});

test('a damaged state is described in one clear sentence, without a stack trace', () => {
  expect(describeError(new UnusableState('no match', { cause: new Error('no match') }))).toBe(
    'The saved state of a room is damaged: use another backup. (no match)',
  );
});

const systemError = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, path });

test('a port that Hero may not listen on is described as a problem of the port', () => {
  expect(describeError(systemError('EACCES', 'listen'))).toBe(
    'This port may not be used: set PORT to one above 1023. (EACCES: listen)',
  );
});

test.each(['open', 'rename'])('a file without permission is described by its path, not as a port: %s', (syscall) => {
  expect(describeError(systemError('EACCES', syscall, '/backups/rooms.ndjson'))).toBe(
    `The file /backups/rooms.ndjson may not be used: choose another one, or change its permissions. (EACCES: ${syscall})`,
  );
});

test('an unexpected error is described with its stack trace', () => {
  const error = systemError('EMFILE', 'open', '/backups/rooms.ndjson');
  expect(describeError(error)).toBe(error.stack);
});

test('a missing file is named, without a stack trace', () => {
  expect(describeError(systemError('ENOENT', 'open', '/backups/rooms.ndjson'))).toBe(
    'There is no file /backups/rooms.ndjson. (ENOENT: open)',
  );
});
