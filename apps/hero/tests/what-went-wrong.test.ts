import { LogError, type LogErrorCode } from '@button/sync/log';
import { expect, test } from 'vitest';
import { whatWentWrong } from '../src/what-went-wrong.ts';

test.each<[LogErrorCode, RegExp]>([
  ['in-use', /^Another Hero is using the data folder HERE\. Stop it first, or set HERO_DATA to another folder\.$/],
  ['newer-format', /^The data folder HERE was used by a newer version .* left untouched\. .*HERO_DATA/],
  ['newer-rules', /^The data folder HERE was used by a newer version .* left untouched\. .*HERO_DATA/],
  ['missing', /^There is no data folder HERE\. Set HERO_DATA/],
  ['unusable', /^The data folder HERE cannot be used: the disk is gone\. Set HERO_DATA to a folder .*:memory:/],
  [
    'damaged',
    /^The record of room HERE is damaged, and left as it is: restore it from a backup\. \(the disk is gone\)$/,
  ],
  ['not-recorded', /^Room HERE could not be recorded: the disk is gone$/],
  ['room-exists', /^There is a room HERE already\.$/],
])('what a log reports as %s is told in one clear sentence', (code, sentence) => {
  expect(whatWentWrong(new LogError(code, 'HERE', new Error('the disk is gone')))).toMatch(sentence);
});
