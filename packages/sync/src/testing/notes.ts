import type { StandardSchemaV1 } from '@standard-schema/spec';
import { defineRules, mutation, Refusal, seededMutation, type IntentOf } from '../rules.ts';

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

const note = schema((value) => {
  const isStrict = typeof value === 'object' && value !== null && Object.keys(value).length === 1;
  const text = isStrict && 'text' in value ? value.text : undefined;
  return typeof text === 'string' ? { text } : null;
}, 'a note is a text');

const add = seededMutation(note, ({ notes }: Notes, { text, person }, { serverTime, seed }): Notes => {
  return { notes: [...notes, { text, person, serverTime, seed }] };
});

/** Does nothing when the note is gone: a no-op that is official all the same. */
const remove = mutation(note, ({ notes }: Notes, { text }): Notes => {
  return { notes: notes.filter((one) => one.text !== text) };
});

/** Always refused. */
const forbid = mutation(note, (): Notes => {
  throw new Refusal('forbidden');
});

/** Rules for tests and examples. */
export const notesRules = defineRules({
  version: 1,
  initialState: { notes: [] },
  stateSchema: schema((value) => (isNotes(value) ? value : null), 'notes are a list of notes'),
  mutations: { add, remove, forbid },
});

export type NotesIntent = IntentOf<typeof notesRules>;

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
