import * as v from 'valibot';

/** A message that passed, or what is wrong with it, in words. */
export type CheckedMessage<Message> = { readonly message: Message } | { readonly wrong: string };

/** Checks what came from the network, before anything else is done with it. */
export function checkMessage<Message>(
  schema: v.GenericSchema<unknown, Message>,
  input: unknown,
): CheckedMessage<Message> {
  const checked = v.safeParse(schema, input);
  return checked.success ? { message: checked.output } : { wrong: v.summarize(checked.issues) };
}
