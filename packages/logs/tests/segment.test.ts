import { describe, expect, test } from 'vitest';
import { readSegment, recordAt } from '../src/embedded/segment.ts';

const SECTOR = 512;

/** A segment with these records, filled up with zeros. */
function segmentOf(records: readonly string[], size = 4 * SECTOR): Buffer {
  const bytes = Buffer.alloc(size);
  records.reduce((place, json) => place + recordAt(place, json).copy(bytes, place), 0);
  return bytes;
}

const record = (name: string, length = 60) => JSON.stringify([name.repeat(length)]);
const trimmed = ({ records }: { readonly records: readonly string[] }) => records.map((json) => json.trim());

/** Records that end in the middle of a sector, and in each place near its border. */
const borders = [-3, -2, -1, 0, 1, 2, 3].map((beside): [number, string[]] => {
  const first = record('a');
  const frame = recordAt(0, '').length + record('').length - 1;
  return [beside, [first, record('b', 2 * SECTOR + beside - recordAt(0, first).length - frame)]];
});

describe('a segment', () => {
  test('without a record is clean', () => {
    expect(readSegment(Buffer.alloc(SECTOR))).toEqual({ records: [], end: 0, used: 0, rest: 'clean' });
  });

  test('has the records that were written to it, in their order', () => {
    const records = [record('a'), '["Grüße 🎈 \\u0000"]', record('c')];
    const read = readSegment(segmentOf(records));
    expect(trimmed(read)).toEqual(records);
    expect(read).toMatchObject({ rest: 'clean', used: read.end });
    expect(records).toContain(JSON.stringify(['Grüße 🎈 \0']));
  });

  test('may be full to its last byte', () => {
    const bytes = segmentOf([record('a', SECTOR - recordAt(0, record('')).length)], SECTOR);
    expect(bytes.at(-1)).toBe(10);
    expect(readSegment(bytes)).toMatchObject({ end: SECTOR, rest: 'clean' });
  });

  test.each(borders)('has no byte of a record alone in a sector, when it ends %i beside a border', (_, records) => {
    const { end, rest } = readSegment(segmentOf(records));
    expect(rest).toBe('clean');
    expect([1, SECTOR - 1]).not.toContain(end % SECTOR);
    const next = readSegment(segmentOf([...records, record('c')]));
    expect(trimmed(next)).toEqual([...records, record('c')]);
  });
});

describe.each(borders)('of a segment that ends %i beside the border of a sector', (_, records) => {
  const whole = segmentOf(records);
  const { end } = readSegment(whole);

  test('any byte may change: no record is lost or changed without being noticed', () => {
    for (let place = 0; place < whole.length; place += 1) {
      const byte = whole[place] ?? 0;
      for (const changed of new Set([0, 10, 32, 255, byte ^ 1, byte ^ 32, byte ^ 128])) {
        if (changed === byte) continue;
        const bytes = Buffer.from(whole);
        bytes[place] = changed;
        const read = readSegment(bytes);
        const isNoticed = read.rest === 'damaged';
        const isSame = JSON.stringify(trimmed(read)) === JSON.stringify(records);
        expect(isNoticed || isSame, `byte ${place} became ${changed}: ${read.rest}`).toBe(true);
      }
    }
  });

  test('any end may be missing: it counts as unfinished only where a sector ends', () => {
    for (let length = 0; length < end; length += 1) {
      const bytes = Buffer.alloc(whole.length);
      whole.copy(bytes, 0, 0, length);
      const read = readSegment(bytes);
      expect(records.slice(0, read.records.length)).toEqual(trimmed(read));
      const expected = length === read.end ? 'clean' : length % SECTOR === 0 ? 'unfinished' : 'damaged';
      expect(read.rest, `cut off at ${length}`).toBe(expected);
    }
  });
});

describe('a record whose writing was cut short', () => {
  const before = record('a');
  const long = record('b', 3 * SECTOR);
  const whole = segmentOf([before, long], 6 * SECTOR);
  const start = recordAt(0, before).length;

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])(
    'is unfinished, whichever of its sectors are missing (%i)',
    (which) => {
      const bytes = Buffer.from(whole);
      for (let sector = 0; sector < 4; sector += 1)
        if (which & (1 << sector)) bytes.fill(0, Math.max(start, sector * SECTOR), (sector + 1) * SECTOR);
      const read = readSegment(bytes);
      expect([trimmed(read), read.end, read.rest]).toEqual([[before], start, 'unfinished']);
      expect(bytes.subarray(read.used).every((byte) => byte === 0)).toBe(true);
    },
  );

  test.each([
    ['half a sector is missing', SECTOR + 200, 2 * SECTOR],
    ['a sector is missing but for its first byte', SECTOR + 1, 2 * SECTOR],
    ['a sector is missing but for its last byte', SECTOR, 2 * SECTOR - 1],
  ])('is damaged if %s, even if other sectors are missing', (_, from, to) => {
    const bytes = Buffer.from(whole).fill(0, from, to);
    expect(readSegment(bytes)).toMatchObject({ end: start, rest: 'damaged' });
    bytes.fill(0, 2 * SECTOR, 3 * SECTOR);
    expect(readSegment(bytes)).toMatchObject({ end: start, rest: 'damaged' });
  });

  test('is damaged if another record follows, because then it was finished', () => {
    for (const name of ['c', 'a whole sector '.repeat(20)]) {
      const bytes = segmentOf([before, long, record(name, 30)], 8 * SECTOR).fill(0, SECTOR, 2 * SECTOR);
      expect(readSegment(bytes)).toMatchObject({ end: start, rest: 'damaged' });
    }
  });

  test('is damaged if a record follows that begins and ends with a sector', () => {
    const first = record('a', SECTOR - recordAt(0, record('')).length);
    const bytes = segmentOf([first, record('b', SECTOR - 13), record('c', 90)]).fill(0, 0, SECTOR);
    expect(readSegment(bytes)).toMatchObject({ records: [], rest: 'damaged' });
    const alone = segmentOf([first, record('c', 90)]).fill(0, 0, SECTOR);
    expect(readSegment(alone)).toMatchObject({ records: [], rest: 'damaged' });
  });
});
