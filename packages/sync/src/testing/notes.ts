import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Action, Facts } from '../action.ts';
import { Refusal, type Rules } from '../rules.ts';

/** The smallest shared document that shows order, time, chance and refusal: a list of notes. */
export interface Notes {
  readonly notes: readonly Note[];
}

export interface Note {
  readonly text: string;
  readonly person: string;
  readonly serverTime: number;
  readonly seed: number | null;
}

export type NotesIntent =
  | { readonly type: 'add'; readonly text: string }
  /** Does nothing when the note is gone: a no-op that is official all the same. */
  | { readonly type: 'remove'; readonly text: string }
  /** Always refused by its mutation. */
  | { readonly type: 'forbid'; readonly text: string };

/** Rules for tests and examples. */
export const notesRules: Rules<Notes, NotesIntent> = {
  version: 1,
  initialState: { notes: [] },
  stateSchema: schema((value) => (isNotes(value) ? value : null), 'notes are a list of notes'),
  migrations: {},
  mutations: {
    add: { schema: textSchema('add'), mutate: add },
    remove: { schema: textSchema('remove'), mutate: remove },
    forbid: { schema: textSchema('forbid'), mutate: forbid },
  },
};

function add({ notes }: Notes, { text, person }: Action<NotesIntent>, { serverTime, seed }: Facts): Notes {
  return { notes: [...notes, { text, person, serverTime, seed }] };
}

function remove({ notes }: Notes, { text }: Action<NotesIntent>): Notes {
  return { notes: notes.filter((note) => note.text !== text) };
}

function forbid(): Notes {
  throw new Refusal('forbidden');
}

function textSchema<T extends NotesIntent['type']>(type: T) {
  return schema((value) => {
    const isStrict = typeof value === 'object' && value !== null && Object.keys(value).length === 2;
    const text = isStrict && 'text' in value ? value.text : undefined;
    return typeof text === 'string' ? { type, text } : null;
  }, 'a note is a text');
}

function isNotes(value: unknown): value is Notes {
  return typeof value === 'object' && value !== null && 'notes' in value && Array.isArray(value.notes);
}

function schema<T>(read: (value: unknown) => T | null, message: string): StandardSchemaV1<unknown, T> {
  const validate = (input: unknown) => {
    const value = read(input);
    return value === null ? { issues: [{ message }] } : { value };
  };
  return { '~standard': { version: 1, vendor: 'notes', validate } };
}
