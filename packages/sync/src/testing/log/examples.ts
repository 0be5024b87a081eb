import type { ReadableLog, SavedSnapshot } from '../../record/log.ts';
import type { Logs } from '../../record/log.ts';
import type { Entry, Recorded } from '../../record/record.ts';
import type { NotesIntent } from '../notes.ts';

/** Opens logs without any room. */
export type OpenEmpty = () => Promise<Logs<NotesIntent>>;

/** The first snapshot of a room in the suite, unless a test says otherwise. */
export const beginning: SavedSnapshot = {
  version: 1,
  epoch: 'epoch-1',
  continues: null,
  serverSeq: 0,
  serverTime: 0,
  state: { notes: [] },
  clients: [],
};
export const join = (person: string): Entry<NotesIntent> => ({ kind: 'join', person });
/** The clientId of the first page that joins a room, and that of another one. */
export const BOB = 1;
export const SUE = 2;
/** Clients as a snapshot lists them. */
export const listed = (clientId: number, clientSeq: number) =>
  [[clientId, { clientSeq, person: clientId === BOB ? 'bob' : 'sue' }]] as const;
export const action = (clientId: number, clientSeq: number): Entry<NotesIntent> => ({
  kind: 'action',
  clientId,
  clientSeq,
  action: { type: 'add', text: `${clientId} ${clientSeq}` },
});
export const at = (time: number) => ({ time, seed: time });

/** The lines that a subscriber of the log is notified of, and how to unsubscribe it. */
export async function subscribed(log: ReadableLog<NotesIntent>, serverSeq: number) {
  const lines: Recorded<NotesIntent>[] = [];
  const stop = await log.subscribe(serverSeq, (recorded) => lines.push(...recorded));
  return { lines, stop };
}

/** A room as a backup reads it: its saved snapshot, and the lines after it. */
export async function readWhole(log: ReadableLog<NotesIntent>) {
  const snapshot = await log.snapshot();
  const { lines, stop } = await subscribed(log, snapshot.serverSeq);
  stop();
  return { snapshot, tail: lines };
}

export async function openRoom(openEmpty: OpenEmpty, snapshot = beginning) {
  const logs = await openEmpty();
  const log = await logs.create('ROOM', snapshot);
  return { logs, log };
}

/** Logs with a room that Bob has joined. */
export async function openBobsRoom(openEmpty: OpenEmpty) {
  const { logs, log } = await openRoom(openEmpty);
  await log.append(join('bob'), at(1));
  return { logs, log };
}
