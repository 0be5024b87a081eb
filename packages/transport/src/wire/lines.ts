import type { Intent } from '@button/sync';
import type { Recorded } from '@button/sync/log';
import * as v from 'valibot';
import { isCount, isList } from './check.ts';

/**
 * Lines of the record as they travel, in their order: the `serverSeq` and `serverTime` of the first, then each line as
 * short as it can be said. The other `serverSeq` follow by counting.
 * - a join: `[person, later]`
 * - an action: `[clientId, clientSeq, type, payload, later, seed]`
 * - the same action as on the line before, at the same time and without a seed: `[clientId, clientSeq]`
 * - a refusal: `[clientId, clientSeq, null, code, later]`
 * - a forget: `[clientId, clientSeq, null, null, later]`
 *
 * `later` is the milliseconds since the line before. An empty payload, a null payload or code, and a 0 at the end of a line
 * are left out.
 */
export type LinesOnWire = readonly [] | readonly [serverSeq: number, serverTime: number, ...lines: LineOnWire[]];

type LineOnWire = readonly unknown[];

export function encodeLines<I extends Intent>(lines: readonly Recorded<I>[]): LinesOnWire {
  const [first] = lines;
  if (!first) return [];
  const encoded = lines.map((line, index) => encodeLine(line, lines[index - 1] ?? null));
  return [first.serverSeq, first.serverTime, ...encoded];
}

function encodeLine<I extends Intent>(line: Recorded<I>, last: Recorded<I> | null): LineOnWire {
  const { kind, clientId, clientSeq, seed } = line;
  const later = last ? line.serverTime - last.serverTime : 0;
  const after = later > 0 ? [later] : [];
  if (kind === 'join') return [line.person, ...after];
  if (kind === 'refused') return [clientId, clientSeq, null, line.code, ...after];
  if (kind === 'forget') return later > 0 ? [clientId, clientSeq, null, null, later] : [clientId, clientSeq, null];
  const { type, ...payload } = line.action;
  if (seed !== undefined) return [clientId, clientSeq, type, payload, later, seed];
  if (later > 0) return [clientId, clientSeq, type, payload, later];
  if (last?.kind === 'action' && isSame(line.action, last.action)) return [clientId, clientSeq];
  return Object.keys(payload).length > 0 ? [clientId, clientSeq, type, payload] : [clientId, clientSeq, type];
}

/** Compares values, and not what is in them: that is enough for a crowd that does the same at once. */
function isSame(action: object, other: object): boolean {
  const entries = Object.entries(action);
  return (
    entries.length === Object.keys(other).length && entries.every(([key, value]) => Reflect.get(other, key) === value)
  );
}

/** Reads lines. The check is only as close as is needed to notice another version, or a proxy that garbles messages. */
export function linesSchema<I extends Intent>() {
  return v.pipe(
    v.unknown(),
    v.transform(decodeLines<I>),
    v.custom<readonly Recorded<I>[]>((lines) => lines !== null, 'no lines of the record'),
  );
}

function decodeLines<I extends Intent>(input: unknown): readonly Recorded<I>[] | null {
  if (!isList(input)) return null;
  if (input.length === 0) return [];
  const [first, serverTime] = input;
  if (!isCount(first) || !isCount(serverTime)) return null;
  const lines: Recorded<I>[] = [];
  let last: Last<I> = { serverSeq: first - 1, serverTime };
  for (let index = 2; index < input.length; index += 1) {
    const one = input[index];
    const line = isList(one) ? decodeLine<I>(one, last) : null;
    if (!line) return null;
    lines.push(line);
    last = line;
  }
  return lines;
}

/** The line before. */
interface Last<I extends Intent> {
  readonly serverSeq: number;
  readonly serverTime: number;
  readonly action?: I;
}

/**
 * Pages read lines by the thousand. It reads by index, because unpacking a list calls its iterator for each element. And
 * `type` comes first in the action: behind a copy, V8 adds a key ten times as slowly.
 */
function decodeLine<I extends Intent>(line: readonly unknown[], last: Last<I>): Recorded<I> | null {
  const serverSeq = last.serverSeq + 1;
  const person = line[0];
  const isJoin = person === null || typeof person === 'string';
  const clientId = isJoin ? serverSeq : line[0];
  const clientSeq = isJoin ? 0 : line[1];
  const later = line[isJoin ? 1 : 4] ?? 0;
  if (!isCount(clientId) || !isCount(clientSeq) || !isCount(later)) return null;
  const serverTime = last.serverTime + later;
  if (isJoin) return { kind: 'join', person, clientId, clientSeq, serverSeq, serverTime };
  if (line.length === 2)
    return last.action ? { kind: 'action', action: last.action, clientId, clientSeq, serverSeq, serverTime } : null;
  const type = line[2] ?? null;
  const content = line[3] ?? null;
  const seed = line[5];
  if (type === null && content === null) return { kind: 'forget', clientId, clientSeq, serverSeq, serverTime };
  if (type === null)
    return typeof content === 'string'
      ? { kind: 'refused', code: content, clientId, clientSeq, serverSeq, serverTime }
      : null;
  if (typeof content !== 'object' || isList(content) || (seed !== undefined && !isCount(seed))) return null;
  const action = { type, ...content };
  if (!isIntent<I>(action)) return null;
  const decoded = { kind: 'action', action, clientId, clientSeq, serverSeq, serverTime } as const;
  return seed === undefined ? decoded : { ...decoded, seed };
}

/** The rules check the payload. */
function isIntent<I extends Intent>(value: I | { readonly type: unknown }): value is I {
  return typeof value.type === 'string';
}
