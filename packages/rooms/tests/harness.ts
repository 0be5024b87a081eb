import { Rooms, spokenCodes, type App, type PresenceRules, type RoomsOptions } from '@button/rooms';
import { HERO } from '@button/sync';
import type { CatchUp } from '@button/sync/hero';
import { MemoryLogs, type Recorded, type SavedSnapshot, type Snapshot } from '@button/sync/log';
import type { DoorView, Entered, EntryRequest, PageConnection, SignalFromPeer } from '../src/page-connection.ts';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';

type Answer = Awaited<ReturnType<Rooms<Notes, NotesIntent>['enter']>>;
type Session = Extract<Answer, { readonly emit: unknown }>;

/** Hero keeps a note for every open page. */
export const presence: PresenceRules<Notes, NotesIntent> = {
  enter: (client) => ({ type: 'add', text: `${client}` }),
  leave: (client) => ({ type: 'remove', text: `${client}` }),
  openClients: ({ notes }) => notes.filter(({ person }) => person === HERO).map(({ text }) => Number(text)),
};

/** The notes, with presence. Pages may link, until a note says that only the last one may. */
export const app: App<Notes, NotesIntent> = {
  rules: notesRules,
  presence,
  roomCodes: spokenCodes,
  mayLink: (state) =>
    presence.openClients(state).slice(state.notes.some(({ text }) => text === 'only the last') ? -1 : 0),
};

export const newcomer: EntryRequest = { room: '', name: 'Bob', watches: false, personToken: null, returning: null };
export const watcher: EntryRequest = { ...newcomer, name: null, watches: true };

/** Rooms with arrays of all lines that they broadcast, and of their refusals, failures and deleted rooms, with the reasons for that. */
export function openRooms(options: Partial<RoomsOptions<Notes, NotesIntent>> = {}) {
  const lines: Recorded<NotesIntent>[] = [];
  const refusals: string[] = [];
  const failures: unknown[] = [];
  const deleted: (readonly string[])[] = [];
  const reasons: string[] = [];
  const rooms = new Rooms<Notes, NotesIntent>({
    app,
    logs: new MemoryLogs<NotesIntent>(),
    secret: 'a secret',
    broadcast: (_, recorded) => lines.push(...recorded),
    onRefused: (code) => refusals.push(code),
    onFailure: (_, error) => failures.push(error),
    onDeleted: (codes, why) => {
      deleted.push(codes);
      reasons.push(why);
    },
    ...options,
  });
  return { rooms, lines, refusals, failures, deleted, reasons };
}

/** The types of the actions, and the kinds of all other lines. */
export const typesOf = (lines: readonly Recorded<NotesIntent>[]) =>
  lines.map((line) => (line.kind === 'action' ? line.action.type : line.kind));

/** A message that a page got, by the name of the connection's method. */
type Received =
  | { readonly caughtUp: CatchUp<Notes, NotesIntent> }
  | { readonly sendAgain: number }
  | { readonly notNow: readonly [reason: string, retryAfter: number] };

/** A connection that keeps all that it receives. As in a transport, closing it ends its session. */
export function openConnection(address = '10.0.0.1') {
  const received: Received[] = [];
  const welcomes: Entered<Notes, NotesIntent>[] = [];
  const signals: SignalFromPeer[] = [];
  const askedFor: number[] = [];
  const doors: DoorView[] = [];
  const denials: string[] = [];
  const page: { session: Session | null; isClosed: boolean } = { session: null, isClosed: false };
  const connection: PageConnection<Notes, NotesIntent> = {
    address,
    subscribe: () => undefined,
    welcome: (entered) => welcomes.push(entered),
    caughtUp: (caughtUp) => received.push({ caughtUp }),
    sendAgain: (sendAgain) => received.push({ sendAgain }),
    notNow: (...notNow) => received.push({ notNow }),
    signal: (signal) => signals.push(signal),
    iceServersFor: (clientId) => askedFor.push(clientId),
    door: (view) => doors.push(view),
    deny: ({ code }) => {
      denials.push(code);
      connection.close();
    },
    close: () => {
      page.isClosed = true;
      page.session?.leave();
    },
  };
  return { connection, received, welcomes, signals, askedFor, doors, denials, page, isClosed: () => page.isClosed };
}

export async function enter(rooms: Rooms<Notes, NotesIntent>, request: EntryRequest, address?: string) {
  const opened = openConnection(address);
  const session = sessionFrom(await rooms.enter(request, opened.connection));
  opened.page.session = session;
  const [entered] = opened.welcomes;
  if (!entered) throw new Error('no welcome');
  return { ...opened, session, entered: { ...entered, person: personIn(entered) } };
}

export function sessionFrom(answer: Answer): Session {
  if ('waiting' in answer) throw new Error('it waits at the door');
  if ('denied' in answer) throw new Error(`denied: ${answer.denied}`);
  return answer;
}

export async function create(rooms: Rooms<Notes, NotesIntent>, address = '10.0.0.1'): Promise<string> {
  const answer = await rooms.create(address);
  if ('denied' in answer) throw new Error(answer.denied);
  return answer.code;
}

/** The request of a page that lost its connection. */
export function returning(
  room: string,
  { clientId, clientKey, personToken, catchUp }: Entered<Notes, NotesIntent>,
): EntryRequest {
  const { epoch, serverSeq } = 'snapshot' in catchUp ? catchUp.snapshot : { epoch: '', serverSeq: 0 };
  return { ...newcomer, room, personToken, returning: { clientId, clientKey, epoch, serverSeq } };
}

/** The person whose token a page was given. */
export function personIn({ personToken }: Entered<Notes, NotesIntent>): string | null {
  return personToken?.replace(/\.[^.]*$/, '') ?? null;
}

/** The snapshot with which a newcomer was welcomed. */
export function snapshotIn({ catchUp }: Entered<Notes, NotesIntent>): Snapshot<Notes> {
  if ('tail' in catchUp) throw new Error('welcomed with a tail');
  return catchUp.snapshot;
}

/** The saved snapshot of a room. */
export async function savedIn(logs: MemoryLogs<NotesIntent>, room: string): Promise<SavedSnapshot> {
  const log = await logs.open(room);
  if (!log) throw new Error(`there is no room ${room}`);
  return log.snapshot();
}

/** Restores a backup of a room that is not awake: its record continues from there, in another epoch. */
export async function restore(logs: MemoryLogs<NotesIntent>, room: string, backup: SavedSnapshot): Promise<void> {
  const { epoch, serverSeq } = backup;
  const id = (await logs.open(room))?.id ?? epoch;
  await logs.replace(room, { ...backup, epoch: 'after the restore', continues: { epoch, serverSeq } }, id);
}
