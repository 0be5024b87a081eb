/**
 * - `room-exists`: a room of this name has a log already
 * - `damaged`: what a room's log has is not what was written; it is left as it is
 * - `not-recorded`: a room's log could not be written
 * - `in-use`: another process is using the store, which is for one
 * - `newer-format`, `newer-rules`: a newer program, or one with newer rules, has used the store; it is left untouched
 * - `missing`: there is no store to read from
 * - `unusable`: the store cannot be used; the cause says why
 */
export type LogErrorCode =
  'room-exists' | 'damaged' | 'not-recorded' | 'in-use' | 'newer-format' | 'newer-rules' | 'missing' | 'unusable';

/** What went wrong with a log or its store. An app words the code for the people who run it. */
export class LogError extends Error {
  readonly code: LogErrorCode;
  /** The name of the room, or the place of the store, such as a path. */
  readonly subject: string;

  constructor(code: LogErrorCode, subject: string, cause?: unknown) {
    super(`${code}: ${subject}`, { cause });
    this.code = code;
    this.subject = subject;
  }
}
