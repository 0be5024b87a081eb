import { expect, test } from 'vitest';
import type { Reports } from '../src/reports.ts';
import { summedReports } from '../src/summed-reports.ts';

/** Reports with all that was reported, and periods that end when the test says so. */
function openReports() {
  const rejected: unknown[] = [];
  const failed: [error: unknown, details: unknown][] = [];
  const periods: (() => void)[] = [];
  const target: Reports = {
    rejected: (code, details) => rejected.push([code, details]),
    failed: (error, details) => failed.push([error, details]),
  };
  const reports = summedReports(target, (callBack) => periods.push(callBack));
  const endPeriods = () => periods.splice(0).forEach((end) => end());
  return { reports, rejected, failed, endPeriods };
}

test('the first rejection with a code is reported at once, and further ones in one line with their number', () => {
  const { reports, rejected, endPeriods } = openReports();
  for (let count = 0; count < 1_000; count += 1) reports.rejected('wrong-payload', { clientId: count });
  reports.rejected('too-large', {});
  const first = [
    ['wrong-payload', { clientId: 0 }],
    ['too-large', {}],
  ];
  expect(rejected).toEqual(first);
  endPeriods();
  expect(rejected).toEqual([...first, ['wrong-payload', { more: 999 }]]);
});

test('after its period, a code is reported at once again', () => {
  const { reports, rejected, endPeriods } = openReports();
  for (const clientId of [1, 2]) {
    reports.rejected('watching', { clientId });
    endPeriods();
  }
  expect(rejected).toEqual([
    ['watching', { clientId: 1 }],
    ['watching', { clientId: 2 }],
  ]);
});

test('codes are counted separately up to a hundred of them, and the rest together', () => {
  const { reports, rejected, endPeriods } = openReports();
  for (let count = 0; count < 5_000; count += 1) reports.rejected(`code-${count}`, {});
  expect(rejected).toHaveLength(101);
  endPeriods();
  expect(rejected.slice(101)).toEqual([['others', { more: 4_899 }]]);
});

test('texts from outside are cut at 100 characters', () => {
  const { reports, rejected, failed } = openReports();
  const [long, cut] = ['x'.repeat(5_000), 'x'.repeat(100)];
  reports.rejected(long, { message: long, clientId: 1 });
  reports.failed('broken', { room: long });
  expect(rejected).toEqual([[cut, { message: cut, clientId: 1 }]]);
  expect(failed).toEqual([['broken', { room: cut }]]);
});

test('an address is reported as its network, so that no log tells whose connection it was', () => {
  const { reports, rejected, failed } = openReports();
  reports.rejected('origin', { address: '192.0.2.77' });
  reports.failed('broken', { address: '2001:db8:1:2/64' });
  expect(rejected).toEqual([['origin', { address: '192.0.2.0/24' }]]);
  expect(failed).toEqual([['broken', { address: '2001:db8:1::/48' }]]);
});

test('a failure is reported with its error, ten times; further ones with its message in one line with their number', () => {
  const { reports, failed, endPeriods } = openReports();
  const error = new Error('the disk is full');
  for (let count = 0; count < 25; count += 1) reports.failed(error, { room: 'TOMAKI' });
  reports.failed(new Error('another'));
  expect(failed.filter(([reported]) => reported === error)).toHaveLength(10);
  expect(failed).toHaveLength(11);
  endPeriods();
  expect(failed.slice(11)).toEqual([['the disk is full', { more: 15 }]]);
});

test('failures with the same code are summed up, whichever rooms their messages name', () => {
  const { reports, failed, endPeriods } = openReports();
  for (let count = 0; count < 1_000; count += 1)
    reports.failed(Object.assign(new Error(`not-recorded: ROOM${count}`), { code: 'not-recorded' }));
  expect(failed).toHaveLength(10);
  endPeriods();
  expect(failed.slice(10)).toEqual([['not-recorded', { more: 990 }]]);
});

test('all that is counted is reported when the server closes, once', () => {
  const { reports, rejected, endPeriods } = openReports();
  for (let count = 0; count < 3; count += 1) reports.rejected('too-large', {});
  reports.flush();
  expect(rejected.slice(1)).toEqual([['too-large', { more: 2 }]]);
  endPeriods();
  expect(rejected).toHaveLength(2);
});
