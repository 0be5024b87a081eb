import { defineRules, mutation, Refusal, type IntentOf } from '@button/sync';
import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
const noteSchema = v.strictObject({ text, isDone: v.boolean() });
const notesSchema = v.strictObject({ notes: v.array(noteSchema) });

/** A note is identified by its text: a shopping list has each thing once. */
export type Note = v.InferOutput<typeof noteSchema>;
/** The data that people share. */
export type Notes = v.InferOutput<typeof notesSchema>;

const add = mutation(v.strictObject({ text }), ({ notes }: Notes, { text }): Notes => {
  if (notes.some((note) => note.text === text)) throw new Refusal('already-there');
  if (notes.length >= 100) throw new Refusal('full');
  return { notes: [{ text, isDone: false }, ...notes] };
});

/** Changes nothing if the note has been removed meanwhile. */
const tick = mutation(noteSchema, ({ notes }: Notes, { text, isDone }): Notes => {
  return { notes: notes.map((note) => (note.text === text ? { text, isDone } : note)) };
});

const remove = mutation(v.strictObject({ text }), ({ notes }: Notes, { text }): Notes => {
  return { notes: notes.filter((note) => note.text !== text) };
});

const initialState: Notes = { notes: [] };
export const rules = defineRules({
  version: 1,
  initialState,
  stateSchema: notesSchema,
  mutations: { add, tick, remove },
});

export type NotesIntent = IntentOf<typeof rules>;
