/** The page is not let into the room, for good. */
export class DeniedError extends Error {
  /** Why, such as `unknown-room` or `wrong-version`; PROTOCOL.md lists the codes. */
  readonly code: string;

  constructor(code: string) {
    super(`not let into the room: ${code}`);
    this.name = 'DeniedError';
    this.code = code;
  }
}
