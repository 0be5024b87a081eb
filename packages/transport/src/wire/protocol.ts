/** The version of the wire protocol (PROTOCOL.md). It goes up when a message's meaning or shape changes. */
export const PROTOCOL = 4;

/** A message as it travels: the name of its Socket.IO event, and what it carries. */
export type NamedMessage = readonly [name: string, message: unknown];

/** The name is a text; what the message carries is unchecked. */
export function isNamedMessage(message: unknown): message is NamedMessage {
  return Array.isArray(message) && typeof message[0] === 'string';
}
