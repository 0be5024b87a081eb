import * as v from 'valibot';
import type { NamedMessage } from './protocol.ts';

/** A message that passed, or its faults. */
export type CheckedMessage<Message> = { readonly message: Message } | { readonly wrong: Issues };
type Issues = Parameters<typeof v.summarize>[0];

/** Checks input from the network. Nothing else may be done with it before. */
export function checkMessage<Message>(
  schema: v.GenericSchema<unknown, Message>,
  input: unknown,
): CheckedMessage<Message> {
  const checked = v.safeParse(schema, input);
  return checked.success ? { message: checked.output } : { wrong: checked.issues };
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** No payload is nested deeper; one that is could overflow the stack of whatever walks through it. */
const MAX_DEPTH = 50;

/**
 * Whether all numbers in it are safe integers, which are the same after they were saved and loaded: JSON has -0, and 1e999, which is
 * read as Infinity and written as null.
 */
export function hasSafeNumbers(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return true;
  return depth < MAX_DEPTH && Object.values(value).every((part) => hasSafeNumbers(part, depth + 1));
}

/** Checks the name only; the content stays unchecked. */
export function isNamedMessage(message: unknown): message is NamedMessage {
  return Array.isArray(message) && typeof message[0] === 'string';
}

/** Whether there is a message of this name, as an own key: `constructor` is none. */
export function isMessageName<Messages extends object>(messages: Messages, name: unknown): name is keyof Messages {
  return typeof name === 'string' && Object.hasOwn(messages, name);
}

/** The schema of each message, by its name. */
export type Schemas<Messages> = { readonly [Name in keyof Messages]: v.GenericSchema<unknown, Messages[Name]> };

/** A function for each message, by its name. */
export type Handlers<Messages> = { readonly [Name in keyof Messages]: (message: Messages[Name]) => void };

/** Checks a message of a known name, and calls its handler if it passes. */
export function handleMessage<Messages, Name extends keyof Messages>(
  schemas: Schemas<Messages>,
  handlers: Handlers<Messages>,
  name: Name,
  input: unknown,
): CheckedMessage<Messages[Name]> {
  const checked = checkMessage(schemas[name], input);
  if ('message' in checked) handlers[name](checked.message);
  return checked;
}
