import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { GameIntent } from '@button/mutations';
import type { Recorded, SavedSnapshot } from '@button/sync/log';
import * as v from 'valibot';
import { CommandError } from './command-error.ts';
import type { RoomRecord } from './read-record.ts';

/** A room as a file holds it. */
export interface FiledRoom extends RoomRecord<GameIntent> {
  readonly room: string;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ordinal = v.pipe(count, v.minValue(1));
const person = v.nullable(v.string());
const facts = { clientId: ordinal, clientSeq: ordinal, serverSeq: ordinal, serverTime: count };

/** The rules check the action; here it only needs a type. */
const line: v.GenericSchema<unknown, Recorded<GameIntent>> = v.variant('kind', [
  v.strictObject({ ...facts, kind: v.literal('join'), clientSeq: v.literal(0), person }),
  v.strictObject({
    ...facts,
    kind: v.literal('action'),
    action: v.custom<GameIntent>(isIntent),
    seed: v.exactOptional(count),
  }),
  v.strictObject({ ...facts, kind: v.literal('refused'), code: v.string() }),
  v.strictObject({ ...facts, kind: v.literal('forget'), clientSeq: count }),
]);

const roomSchema = v.strictObject({
  room: v.pipe(v.string(), v.regex(/^[A-Z]{1,16}$/)),
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  snapshot: v.strictObject({
    version: count,
    epoch: v.string(),
    continues: v.nullable(v.strictObject({ epoch: v.string(), serverSeq: count })),
    serverSeq: count,
    serverTime: count,
    state: v.unknown(),
    clients: v.array(v.strictTuple([ordinal, v.strictObject({ clientSeq: count, person })])),
  }),
});

/** The text of a room: one JSON value per line of the file, first its snapshot, then the lines of its record. */
export function* linesOf({ room, id, snapshot, tail }: FiledRoom): Generator<string> {
  yield `${JSON.stringify({ room, id, snapshot })}\n`;
  for (const recorded of tail) yield `${JSON.stringify(recorded)}\n`;
}

/**
 * Reads the rooms of a file, one after the other.
 * @throws CommandError if the file is not in the format that `backup` writes; the message names the line and the fault.
 */
export async function* readRooms(file: string): AsyncGenerator<FiledRoom> {
  let room: { room: string; id: string; snapshot: SavedSnapshot; tail: Recorded<GameIntent>[] } | null = null;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    const where = `${file}, line ${(number += 1)}`;
    const value = parse(text, where);
    if (typeof value === 'object' && value !== null && 'room' in value) {
      if (room) yield room;
      room = { ...check(roomSchema, value, where), tail: [] };
    } else if (room) room.tail.push(next(room, check(line, value, where), where));
    else throw new CommandError(`${where}: a room should begin here.`);
  }
  if (room) yield room;
}

function isIntent(action: unknown): boolean {
  return typeof action === 'object' && action !== null && 'type' in action && typeof action.type === 'string';
}

function next({ snapshot, tail }: FiledRoom, recorded: Recorded<GameIntent>, where: string): Recorded<GameIntent> {
  const expected = (tail.at(-1) ?? snapshot).serverSeq + 1;
  if (recorded.serverSeq !== expected) throw new CommandError(`${where}: serverSeq ${expected} should be here.`);
  return recorded;
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${where}: this is not JSON.`);
  }
}

function check<T>(schema: v.GenericSchema<unknown, T>, value: unknown, where: string): T {
  const checked = v.safeParse(schema, value);
  if (!checked.success) throw new CommandError(`${where}: ${v.summarize(checked.issues)}`);
  return checked.output;
}
