/**
 * Carries messages to one other end: each arrives once and in order, until the channel is lost. Messages in transit at
 * that moment are lost too. A lost channel may be opened again. Messages are plain JSON.
 */
export interface Channel<Message> {
  /** Whether the listener was notified of the opening, and not yet of a loss. */
  readonly isOpen: boolean;
  /** Notifies this listener from now on, in place of the one before it. */
  hear(listener: ChannelListener): void;
  /** Starts to connect. The listener's `onOpen` or `onLost` says how it ended. */
  open(): void;
  /** Does nothing while the channel is not open. */
  send(message: Message): void;
  /** Ends the channel. If it was open or being opened, the listener is notified of a loss. */
  close(): void;
}

export interface ChannelListener {
  onOpen(): void;
  /** The message is unchecked input from the network. */
  onMessage(message: unknown): void;
  /** The channel was closed, at either end, or could not be opened. */
  onLost(): void;
}
