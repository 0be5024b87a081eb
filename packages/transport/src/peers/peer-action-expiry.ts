/** How long Hero may take to make a peer's action official, in seconds during which Hero is reachable. */
const EXPIRE_AFTER = 10;

interface WaitingAction {
  readonly clientId: number;
  readonly clientSeq: number;
  seconds: number;
}

export interface PeerActionExpiryParts {
  readonly isHeroReachable: () => boolean;
  /** The actions of this client up to this number have expired. */
  readonly onExpired: (clientId: number, upTo: number) => void;
}

/** Expires each action of a peer when Hero has had enough time to make it official. */
export class PeerActionExpiry {
  readonly #parts: PeerActionExpiryParts;
  #waiting: WaitingAction[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: PeerActionExpiryParts) {
    this.#parts = parts;
  }

  /** Starts to count for this action. It is also reported if it has become official meanwhile. */
  add(clientId: number, clientSeq: number): void {
    this.#waiting.push({ clientId, clientSeq, seconds: 0 });
    this.#timer ??= setInterval(() => this.#tick(), 1_000);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #tick(): void {
    if (!this.#parts.isHeroReachable()) return;
    for (const action of this.#waiting) action.seconds += 1;
    const expired = this.#waiting.filter(({ seconds }) => seconds >= EXPIRE_AFTER);
    this.#waiting = this.#waiting.filter(({ seconds }) => seconds < EXPIRE_AFTER);
    for (const { clientId, clientSeq } of expired) this.#parts.onExpired(clientId, clientSeq);
    if (this.#waiting.length === 0) this.close();
  }
}
