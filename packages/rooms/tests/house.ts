import { MemoryLogs } from '@button/sync/log';
import {
  HERO,
  type Enter,
  type Entered,
  type Line,
  type MessageToClient,
  type Recorded,
  type Refused,
  type Seat,
  type SignalFromPeer,
} from '@button/sync';
import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { Rooms, type Game, type RoomsParts } from '@button/rooms';

/** The notes, with a note of Hero's for everybody who is here. */
export const game: Game<Notes, NotesIntent> = {
  rules: notesRules,
  enter: (client) => ({ type: 'add', text: client }),
  leave: (client) => ({ type: 'remove', text: client }),
  freeName: (_, __, name) => name,
  entryRefusal: () => null,
  veto: () => null,
  alarms: () => [],
  openClients: ({ notes }) => notes.filter(({ person }) => person === HERO).map(({ text }) => text),
  mayLink: (state) => game.openClients(state).slice(state.notes.some(({ text }) => text === 'only the last') ? -1 : 0),
};

export const newcomer: Enter = { room: '', name: 'Bob', personToken: null, returning: null };

export function openHouse(parts: Partial<RoomsParts<Notes, NotesIntent>> = {}) {
  const told: Recorded<NotesIntent>[] = [];
  const refusals: string[] = [];
  const failures: unknown[] = [];
  const rooms = new Rooms<Notes, NotesIntent>({
    ...{ game, logs: new MemoryLogs<NotesIntent>(), secret: 'a secret' },
    tell: (_, recorded) => told.push(...recorded),
    onRefused: (code) => refusals.push(code),
    onFailure: (_, error) => failures.push(error),
    ...parts,
  });
  return { rooms, told, refusals, failures };
}

export const textsOf = (told: readonly Recorded<NotesIntent>[]) =>
  told.map((line) => (line.kind === 'action' ? line.action.type : line.kind));

/** A connection that writes down all that it hears. */
export function openLine(address = '10.0.0.1') {
  const heard: MessageToClient<Notes, NotesIntent>[] = [];
  const welcomes: Entered<Notes, NotesIntent>[] = [];
  const signals: SignalFromPeer[] = [];
  let closed = 0;
  const line: Line<Notes, NotesIntent> = {
    address,
    welcome: (entered) => welcomes.push(entered),
    join: () => undefined,
    send: (message) => heard.push(message),
    signal: (signal) => signals.push(signal),
    close: () => (closed += 1),
  };
  return { line, heard, welcomes, signals, isClosed: () => closed > 0 };
}

export async function enter(rooms: Rooms<Notes, NotesIntent>, asked: Enter, address?: string) {
  const opened = openLine(address);
  const seat = mustBeIn(await rooms.enter(asked, opened.line));
  const [entered] = opened.welcomes;
  if (!entered) throw new Error('nobody said welcome');
  return { ...opened, seat, entered };
}

export function mustBeIn(answer: Seat | Refused): Seat {
  if ('refused' in answer) throw new Error(`refused: ${answer.refused}`);
  return answer;
}

export async function create(rooms: Rooms<Notes, NotesIntent>): Promise<string> {
  const answer = await rooms.create('10.0.0.1');
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.code;
}

/** What a page says when its link was lost. */
export function comeBack(
  room: string,
  { clientId, clientKey, personToken, catchUp }: Entered<Notes, NotesIntent>,
): Enter {
  const { epoch, serverSeq } = 'snapshot' in catchUp ? catchUp.snapshot : { epoch: '', serverSeq: 0 };
  return { room, name: 'Bob', personToken, returning: { clientId, clientKey, epoch, serverSeq } };
}
