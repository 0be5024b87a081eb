/**
 * Carries messages to one other end: each arrives once and in order, until the channel is lost. Whatever is under way at
 * that moment is lost too, and the channel may be opened again. Messages are plain JSON.
 */
export interface Channel<Message> {
  /** The listener was told that it is open, and not yet that it is lost. */
  readonly isOpen: boolean;
  /** From now on this listener is told what happens, in place of the one before it. */
  hear(listener: ChannelListener): void;
  /** Starts to connect. */
  open(): void;
  /** Does nothing while the channel is not open. */
  send(message: Message): void;
  /** Ends it; if it is open or being opened, the listener is told that it is lost. */
  close(): void;
}

export interface ChannelListener {
  onOpen(): void;
  /** The message is unchecked: it may be anything. */
  onMessage(message: unknown): void;
  /** The channel was closed, at either end, or could not be opened. */
  onLost(): void;
}
