/**
 * A way for messages to one other end: each arrives once and in order, until the channel is lost. What was on its way
 * then is lost too, and it may be opened again. Messages are plain JSON.
 */
export interface Channel<Message> {
  /** Says, from now on, what happens. Once, before it is opened. */
  hear(listener: ChannelListener): void;
  /** Begins to connect. */
  open(): void;
  /** While the channel is not open, nothing happens. */
  send(message: Message): void;
  /** Ends it, if it is open or being opened. */
  close(): void;
}

export interface ChannelListener {
  onOpen(): void;
  /** Anything: whoever hears it has to check it. */
  onMessage(message: unknown): void;
  /** It was closed, at either end; or it could not be opened. */
  onLost(): void;
}
