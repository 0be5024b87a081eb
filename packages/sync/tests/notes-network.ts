import { HERO, type Client, type Intent } from '@button/sync';
import { MemoryLog, type Official, type Recorded, type SavedSnapshot, type Snapshot } from '@button/sync/log';
import { notesRules, SimulatedNetwork, type Notes, type NotesIntent } from '@button/sync/testing';

export const add = (text: string): NotesIntent => ({ type: 'add', text });
export const remove = (text: string): NotesIntent => ({ type: 'remove', text });
export const forbid = (text: string): NotesIntent => ({ type: 'forbid', text });

export const beginning: Snapshot<Notes> = {
  epoch: 'epoch-1',
  continues: null,
  serverSeq: 0,
  serverTime: 0,
  state: notesRules.initialState,
  clients: [],
};

/** A snapshot as a log keeps it. */
export function saved(snapshot: Snapshot<Notes>): SavedSnapshot {
  return { ...snapshot, version: notesRules.version };
}

/** The log of a room that was restored from this backup. */
export function restored({ epoch, ...backup }: Snapshot<Notes>, restoredEpoch: string): MemoryLog<NotesIntent> {
  const continues = { epoch, serverSeq: backup.serverSeq };
  return new MemoryLog(saved({ ...backup, epoch: restoredEpoch, continues }));
}

/** A room of notes, its log, and one page for each name, all welcomed. */
export async function openNotes(...names: string[]) {
  const record = new MemoryLog<NotesIntent>(saved(beginning));
  const network = await SimulatedNetwork.open<Notes, NotesIntent>(notesRules, record);
  const pages = names.map((name) => network.join(name));
  await network.quiet();
  return { network, record, pages };
}

/** The texts that a page shows. */
export function shown(client: Client<Notes, NotesIntent>): string[] {
  return client.replica.state?.notes.map(({ text }) => text) ?? [];
}

/** The texts that are official on a page. */
export function official(client: Client<Notes, NotesIntent>): string[] {
  return client.replica.official?.state.notes.map(({ text }) => text) ?? [];
}

/** All lines that the log still has. */
export async function linesOf<I extends Intent>(record: MemoryLog<I>): Promise<Recorded<I>[]> {
  const lines: Recorded<I>[] = [];
  const stop = await record.subscribe(record.truncatedTo, (recorded) => lines.push(...recorded));
  stop();
  return lines;
}

/** The clientId of a page that was let in. */
export function clientIdOf({ returning }: Client<Notes, NotesIntent>): number {
  if (!returning) throw new Error('this page was not let in');
  return returning.clientId;
}

/** The number of Hero's join line, under which it emits. */
export function heroIn({ clients }: Official<Notes>): number {
  const joins = [...clients].filter(([, { person }]) => person === HERO);
  return Math.max(...joins.map(([clientId]) => clientId));
}

/** The first element, which a test relies on. */
export function first<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('there is none');
  return one;
}
